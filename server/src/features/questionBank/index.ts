import type { Feature } from '../../platform/feature';
import { QuestionBanks } from './questionBank.service';

export const questionBank: Feature = {
  name: 'questionBank',
  parts: [QuestionBanks],
};
