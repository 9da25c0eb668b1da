/**
 * What client and server say to each other beyond LSP: a file for each feature, in which each request stands beside its
 * shapes. This folder imports nothing, so that either side may read it. Lines and characters are LSP's (from 0, UTF-16);
 * ids are XCCDF ids in full. An answer is null where the document is not (any longer) open in the server.
 */
export * from './bulk.ts';
export * from './compare.ts';
export * from './disk.ts';
export * from './documents.ts';
export * from './edits.ts';
export * from './find.ts';
export * from './items.ts';
export * from './outline.ts';
export * from './place.ts';
export * from './profiles.ts';
export * from './refinements.ts';
export * from './tailoring.ts';
export * from './tailoringReports.ts';
export * from './toggle.ts';
export * from './values.ts';
