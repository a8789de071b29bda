import { Inject, Singleton } from '@midwayjs/core';
import { trusted } from '../../platform/database';
import { badInput } from '../../platform/errors';
import { Files, type StoredFile } from '../../platform/files';
import type { Caller } from '../../platform/http/tokens';
import { ofAuthority, ofPerson, scopes, within, type FilePolicy } from '../../platform/policy';
import { CertificateModel } from './certificate.model';

const scope = scopes({ WORKER: ofPerson, AUTHORITY: ofAuthority });

/** 证据材料 that officers lay before a certificate: its province's officers and its holder, who is heard on it, see them. */
@Singleton()
export class Evidence implements FilePolicy {
  @Inject() private readonly files: Files;

  /** As they stand in a history; throws EVIDENCE_REQUIRED for what the caller did not upload for this. */
  async layBefore(caller: Caller, certificateId: string, fileIds: readonly string[] = []): Promise<string[]> {
    const found = await Promise.all(fileIds.map((id) => this.files.find(id)));
    if (found.some((file) => file?.purpose !== 'EVIDENCE' || file.ownerId !== caller.personId))
      throw badInput('EVIDENCE_REQUIRED', '没有找到上传的材料，请重新上传', { fields: { evidence: '请重新上传' } });
    for (const id of fileIds) await this.files.layBefore(id, certificateId);
    return fileIds.map((id) => `${FILE}${id}`);
  }

  async maySee(caller: Caller, { purpose, laidBefore }: StoredFile): Promise<boolean> {
    if (purpose !== 'EVIDENCE' || !laidBefore.length) return false;
    return !!(await CertificateModel.exists(within(scope(caller), { _id: trusted({ $in: [...laidBefore] }) }) as never));
  }
}

const FILE = 'file:';

/** What of it is a file, and what is written. */
export const filesOf = (evidence: readonly string[]): string[] =>
  evidence.flatMap((one) => (one.startsWith(FILE) ? [one.slice(FILE.length)] : []));
export const wordsOf = (evidence: readonly string[]): string[] => evidence.filter((one) => !one.startsWith(FILE));
