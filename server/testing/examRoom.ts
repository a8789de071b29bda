import { examRoutes } from '@jzt/shared/contract/exam';
import type { Client } from './client';

/** What somebody in the room sees on the invigilator's screen. */
export const roomCode = async (invigilator: Client, planId: string): Promise<string> =>
  (await invigilator.ok(examRoutes.viewRoom, { params: { id: planId } })).code;
