// The driver of the end-to-end tests: a real VS Code in a real browser, used as a person uses it.
export * from './editor.ts';
export * from './host.ts';
export * from './tree.ts';
export * from './workbench.ts';
