import type { Feature } from '../../platform/feature';
import { BankDesk } from './bankDesk.service';
import { QuestionController } from './question.controller';
import { QuestionFiles } from './question.policy';
import { QuestionTodos } from './question.todos';
import { QuestionBankController } from './questionBank.controller';
import { QuestionBanks } from './questionBank.service';
import { Questions } from './questions.service';
import { QuestionSheets } from './questionSheets.service';

export const questionBank: Feature = {
  name: 'questionBank',
  parts: [QuestionController, QuestionBankController, QuestionBanks, Questions, QuestionSheets, BankDesk],
  todos: [QuestionTodos],
  filePolicies: [QuestionFiles],
};
