import type { Readable } from 'node:stream';
import { Inject, Singleton } from '@midwayjs/core';
import mongoose, { Types } from 'mongoose';
import type { Clock } from './clock';
import { sha256 } from './crypto';

/** What a file is for decides who may see it. */
export type FilePurpose = 'ID_CARD' | 'PORTRAIT' | 'CERTIFICATE';

export interface StoredFile {
  id: string;
  ownerId: string;
  purpose: FilePurpose;
  contentType: string;
  sha256: string;
  bytes: number;
}

interface FileMetadata {
  ownerId: string;
  purpose: FilePurpose;
  contentType: string;
  sha256: string;
}

/** Files in GridFS (design.md section 4). It hands out bytes; whether a person may have them is decided before. */
@Singleton()
export class Files {
  @Inject() private readonly clock: Clock;

  async save(content: Buffer, meta: { ownerId: string; purpose: FilePurpose; contentType: string }): Promise<StoredFile> {
    const digest = sha256(content);
    const id = new Types.ObjectId();
    await new Promise<void>((resolve, reject) => {
      const upload = this.bucket().openUploadStreamWithId(id, id.toHexString(), { metadata: { ...meta, sha256: digest, savedAt: this.clock.now() } });
      upload.once('error', reject).once('finish', resolve).end(content);
    });
    return { id: id.toHexString(), ...meta, sha256: digest, bytes: content.length };
  }

  async find(id: string): Promise<StoredFile | undefined> {
    const [file] = await this.bucket().find({ _id: new Types.ObjectId(id) }).limit(1).toArray();
    if (!file) return undefined;
    const meta = file.metadata as unknown as FileMetadata;
    return { id, ownerId: meta.ownerId, purpose: meta.purpose, contentType: meta.contentType, sha256: meta.sha256, bytes: file.length };
  }

  open(id: string): Readable {
    return this.bucket().openDownloadStream(new Types.ObjectId(id));
  }

  async read(id: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.open(id)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  private bucket() {
    return new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'files' });
  }
}
