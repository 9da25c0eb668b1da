import { playStream } from './playStream.ts';

playStream('ocp4');
