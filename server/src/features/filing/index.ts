import { consumes, type Feature } from '../../platform/feature';
import { hears } from '../source/sources.service';
import { FilingController } from './filing.controller';
import { FilingFiles } from './filing.policy';
import { FilingTodos } from './filing.todos';
import { FilingLaw } from './filingLaw.service';
import { FilingReviews } from './filingReviews.service';
import { FilingSheets } from './filingSheets.service';
import { Filings } from './filings.service';
import { FilingSource } from './filingSource.service';

export const filing: Feature = {
  name: 'filing',
  parts: [FilingController, Filings, FilingReviews, FilingLaw, FilingSheets, FilingSource],
  consumers: [
    consumes('filing.discard', Filings, (filings, { fileId }: { fileId: string }) => filings.discard(fileId)),
    consumes('filing.retire', FilingSource, (owner, { revision, reason }: { revision: number; reason: string }, { sourceId }) =>
      owner.retire(sourceId, revision, reason),
    ),
    hears('FILING', 'certificate.issued', FilingSource, (owner, { source, ...made }) => owner.issued(source.id, made)),
    hears('FILING', 'certificate.refused', FilingSource, (owner, { source, message }) => owner.refused(source.id, message)),
  ],
  todos: [FilingTodos],
  filePolicies: [FilingFiles],
};
