import { describe } from '@jest/globals';
import { playShare } from './seeds';

describe('simulated seeds, the odd ones', () => playShare(1));
