import { AsyncLocalStorage } from 'node:async_hooks';
import { withoutPersonalData } from '@jzt/shared/domain/withoutPersonalData';
import pino, { type Logger } from 'pino';

export type { Logger };

/** The request that the current code runs for; its id is in every log line and in every error reply. */
export const requestScope = new AsyncLocalStorage<{
  requestId: string;
  /** Where it came from, as the trail tells it. */
  address?: string;
}>();

/** Structured logs, one JSON line each. Callers pass ids and codes, never names, numbers, phones or tokens. */
export const createLogger = (level: string, destination?: pino.DestinationStream): Logger =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => ({ requestId: requestScope.getStore()?.requestId }),
      redact: { paths: ['*.phone', '*.idNumber', '*.name', '*.token', '*.authorization', 'phone', 'idNumber', 'token'], remove: true },
      serializers: {
        err: (error: Error) => ({
          type: error.name,
          message: withoutPersonalData(error.message),
          stack: withoutPersonalData(error.stack ?? ''),
        }),
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
