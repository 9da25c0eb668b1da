import { playStream } from './playStream.ts';

playStream('eks');
