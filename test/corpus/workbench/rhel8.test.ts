import { playStream } from './playStream.ts';

playStream('rhel8');
