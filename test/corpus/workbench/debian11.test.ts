import { playStream } from './playStream.ts';

playStream('debian11');
