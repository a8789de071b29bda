import { Inject, Singleton } from '@midwayjs/core';
import mongoose, { Types } from 'mongoose';
import type { Clock } from './clock';
import { FieldCipher, sha256, type Sealed } from './crypto';

/** What a file is for decides who may see it. */
export type FilePurpose = 'ID_CARD' | 'PORTRAIT' | 'CERTIFICATE' | 'FILING' | 'FILING_PORTRAIT' | 'PROOF' | 'EVIDENCE';

export interface StoredFile {
  id: string;
  ownerId: string;
  purpose: FilePurpose;
  contentType: string;
  sha256: string;
  bytes: number;
  /** Ids of the cases that it was laid before; who may see those may see it. */
  laidBefore: readonly string[];
}

interface FileMetadata {
  ownerId: string;
  purpose: FilePurpose;
  contentType: string;
  sha256: string;
  /** Of what is in the file; what lies in the database is encrypted, and a little longer. */
  bytes: number;
  /** Not there in a file that an older process saved while the others were encrypted. */
  keySealed?: Sealed;
  laidBefore?: string[];
  /** Nobody seems to use it: it is gone for everybody, and forgotten when asked for once more (file sweep). */
  goingAt?: Date;
}

/** Files in GridFS, each under a key of its own (design.md section 4). It hands out bytes; whether a person may have them is decided before. */
@Singleton()
export class Files {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly cipher: FieldCipher;

  /** With an `id` of the caller's own, a repeat after a crash takes the place of what the first try left. */
  async save(content: Buffer, meta: { ownerId: string; purpose: FilePurpose; contentType: string; id?: string }): Promise<StoredFile> {
    const { id: own, ...kept } = meta;
    const digest = sha256(content);
    const id = new Types.ObjectId(own);
    if (own) await this.remove(own);
    const { content: sealed, keySealed } = this.cipher.sealContent(content, id.toHexString());
    const metadata = { ...kept, sha256: digest, bytes: content.length, keySealed, savedAt: this.clock.now() };
    await new Promise<void>((resolve, reject) => {
      const upload = this.bucket().openUploadStreamWithId(id, id.toHexString(), { metadata });
      upload.once('error', reject).once('finish', resolve).end(sealed);
    });
    return { id: id.toHexString(), ...kept, sha256: digest, bytes: content.length, laidBefore: [] };
  }

  /** Hands a file over to whom it is about; again, it changes nothing. */
  async give(id: string, ownerId: string): Promise<void> {
    const kept = mongoose.connection.db!.collection('files.files');
    await kept.updateOne({ _id: new Types.ObjectId(id) }, { $set: { 'metadata.ownerId': ownerId } });
  }

  /** From now on it belongs to this case, too; again, it changes nothing. */
  async layBefore(id: string, caseId: string): Promise<void> {
    const kept = mongoose.connection.db!.collection('files.files');
    await kept.updateOne({ _id: new Types.ObjectId(id) }, { $addToSet: { 'metadata.laidBefore': caseId } as never });
  }

  /** Forgets a file, also one of which only pieces were stored; one that is not there is no error. */
  async remove(id: string): Promise<void> {
    await this.bucket()
      .delete(new Types.ObjectId(id))
      .catch((error: Error) => {
        if (!/File not found/.test(error.message)) throw error;
      });
  }

  /** Forgets all that one person uploaded for these purposes. */
  async removeOwned(ownerId: string, purposes: readonly FilePurpose[]): Promise<void> {
    const owned = this.bucket().find({ 'metadata.ownerId': ownerId, 'metadata.purpose': { $in: [...purposes] } });
    for (const file of await owned.project<{ _id: Types.ObjectId }>({ _id: 1 }).toArray()) await this.remove(file._id.toHexString());
  }

  async find(id: string): Promise<StoredFile | undefined> {
    const meta = await this.metadata(id);
    if (!meta || meta.goingAt) return undefined;
    const { ownerId, purpose, contentType, sha256, bytes, laidBefore = [] } = meta;
    return { id, ownerId, purpose, contentType, sha256, bytes, laidBefore };
  }

  /** Throws when it is not there, or not as it was saved. */
  async read(id: string): Promise<Buffer> {
    const meta = await this.metadata(id);
    if (!meta) throw new Error(`file ${id} is not there`);
    const chunks: Buffer[] = [];
    for await (const chunk of this.bucket().openDownloadStream(new Types.ObjectId(id))) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks);
    return meta.keySealed ? this.cipher.openContent(content, meta.keySealed, id) : content;
  }

  private async metadata(id: string): Promise<FileMetadata | undefined> {
    const [file] = await this.bucket()
      .find({ _id: new Types.ObjectId(id) })
      .limit(1)
      .toArray();
    return file?.metadata as FileMetadata | undefined;
  }

  private bucket() {
    return new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'files' });
  }
}
