import { playStream } from './playStream.ts';

playStream('opensuse');
