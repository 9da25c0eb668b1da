// The driver of the end-to-end tests: a real VS Code in a real browser, used as a person uses it.

export * from './accessibility.ts';
export * from './attempts.ts';
export * from './checkbox.ts';
export * from './comparison.ts';
export * from './difference.ts';
export * from './editor.ts';
export * from './edits.ts';
export * from './figures.ts';
export * from './host.ts';
export * from './observe.ts';
export * from './share.ts';
export * from './tree.ts';
export * from './workbench.ts';
