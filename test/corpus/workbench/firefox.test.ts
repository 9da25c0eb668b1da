import { playStream } from './playStream.ts';

playStream('firefox');
