import type { Feature } from '../../platform/feature';
import { Captchas } from './captchas.service';
import { PasswordAccountController } from './passwordAccount.controller';
import { PasswordAccounts } from './passwordAccounts.service';

export const passwordAccount: Feature = {
  name: 'passwordAccount',
  parts: [PasswordAccountController, PasswordAccounts, Captchas],
};
