import type { Feature } from '../../platform/feature';
import { DeadLetterController } from './deadLetter.controller';
import { StuckLetters } from './deadLetter.service';

export const deadLetter: Feature = { name: 'deadLetter', parts: [DeadLetterController, StuckLetters] };
