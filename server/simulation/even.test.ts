import { describe } from '@jest/globals';
import { playShare } from './seeds';

describe('simulated seeds, the even ones', () => playShare(0));
