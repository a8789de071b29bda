import { consumes, type Feature } from '../../platform/feature';
import { CaseFiles } from './caseFiles.service';
import { InsuranceChecks, type Question } from './insuranceCheck.service';
import { ReviewController } from './review.controller';
import { CasePhotos } from './review.policy';
import { Reviews } from './review.service';
import { ReviewTodos } from './review.todos';

export const review: Feature = {
  name: 'review',
  parts: [ReviewController, Reviews, CaseFiles, InsuranceChecks],
  consumers: [
    consumes('application.passed', Reviews, (reviews, { applicationId }: { applicationId: string }) => reviews.sendOn(applicationId)),
    consumes('insurance.check', InsuranceChecks, (checks, question: Question) => checks.check(question)),
  ],
  todos: [ReviewTodos],
  filePolicies: [CasePhotos],
};
