import type { Feature } from '../../platform/feature';
import { SessionController } from './session.controller';
import { Sessions } from './session.service';
import { SmsCodes } from './smsCode.service';

export const session: Feature = {
  name: 'session',
  parts: [SessionController, Sessions, SmsCodes],
};
