import { Inject, Singleton } from '@midwayjs/core';
import { PIECE_BYTES, type MediaUpload } from '@jzt/shared/contract/media';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { Types } from 'mongoose';
import { Audit } from '../../platform/audit';
import type { Clock } from '../../platform/clock';
import { trusted } from '../../platform/database';
import { diskFull, DiskRoom } from '../../platform/diskRoom';
import { badInput, conflict, isDuplicateKey } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { cleanImage } from '../../platform/images/refusals';
import { removeMedia, storeMedia } from '../../platform/media/store';
import { findWithin } from '../../platform/policy';
import { Persons } from '../person/person.service';
import { checkCaptions } from './captions';
import { MediaModel, MediaPieceModel, type Media, type MediaPiece } from './media.model';
import { scope } from './media.policy';
import { lengthOfVideo } from './video';

const MISSING = '没有找到这个上传，请重新选择文件';
const DAY_MS = 24 * 3600_000;
/** Begun and not finished. */
const MOST_OPEN = 10;
const LEFT_ALONE_MS = 7 * DAY_MS;
/** Of a province, all together. */
const QUOTA_BYTES = 200 * 1024 ** 3;

/** 课件: videos in pieces that may come in any order and again, posters, captions. What is kept was understood by its content. */
@Singleton()
export class MediaUploads {
  @Inject() private readonly audit: Audit;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly disk: DiskRoom;
  @Inject() private readonly persons: Persons;

  /** Throws MEDIA_TOO_MANY, MEDIA_QUOTA, DISK_FULL. The same `op` begins one. */
  async begin(caller: Caller, { name, bytes }: { name: string; bytes: number }, op?: string): Promise<MediaUpload> {
    const earlier = op && (await MediaModel.findOne({ createdOp: op }).lean<Media>());
    if (earlier) return present(earlier);
    const open = await MediaModel.countDocuments({ personId: caller.personId, status: 'UPLOADING' });
    if (open >= MOST_OPEN) throw conflict('MEDIA_TOO_MANY', `您有${open}个视频还没有传完，请先传完或等七天后自动清除`);
    // Its pieces and the whole lie there together for a moment.
    await this.requireRoom(caller, 2 * bytes);
    return present(await this.store(caller, { kind: 'VIDEO', status: 'UPLOADING', name, bytes, createdOp: op }));
  }

  async view(caller: Caller, id: string): Promise<MediaUpload> {
    return present(await this.of(caller, id));
  }

  /** A piece that comes again takes the place of the first. Throws PIECE_WRONG, MEDIA_READY. */
  async piece(caller: Caller, id: string, at: number, content: Buffer): Promise<MediaUpload> {
    const media = await this.of(caller, id);
    if (media.status === 'READY') throw conflict('MEDIA_READY', '这个视频已经传完');
    const [count, last] = [piecesOf(media), media.bytes - (piecesOf(media) - 1) * PIECE_BYTES];
    if (at >= count || content.length !== (at === count - 1 ? last : PIECE_BYTES))
      throw badInput('PIECE_WRONG', '文件好像变了，和开始上传时不一样大，请重新选择文件');
    await MediaPieceModel.updateOne({ _id: `${id}:${at}` }, { $set: { mediaId: id, content } }, { upsert: true });
    const updated = await MediaModel.findOneAndUpdate(
      { _id: media._id, status: 'UPLOADING' },
      { $addToSet: { received: at }, $set: { updatedAt: this.clock.now() } },
      { returnDocument: 'after' },
    ).lean<Media>();
    return present(updated ?? (await this.of(caller, id)));
  }

  /** Throws MEDIA_MISSING_PIECES and what `lengthOfVideo` does; a file that is no video is forgotten. Again, it answers the same. */
  async finish(caller: Caller, id: string): Promise<MediaUpload> {
    const media = await this.of(caller, id);
    if (media.status === 'READY') return present(media);
    const missing = piecesOf(media) - media.received.length;
    if (missing > 0) throw conflict('MEDIA_MISSING_PIECES', `还有${missing}片没有传到，请接着传`);
    const pieceAt = async (at: number) => {
      const piece = await MediaPieceModel.findById(`${id}:${at}`).lean<MediaPiece>();
      if (!piece) throw conflict('MEDIA_MISSING_PIECES', `第${at + 1}片没有传到，请接着传`);
      return bufferOf(piece.content);
    };
    let seconds: number;
    try {
      seconds = await lengthOfVideo(media.bytes, async (from) => {
        const at = Math.floor(from / PIECE_BYTES);
        return { start: at * PIECE_BYTES, content: await pieceAt(at) };
      });
    } catch (error) {
      if ((error as { code?: string }).code !== 'MEDIA_MISSING_PIECES') await this.forget(media);
      throw error;
    }
    const file = await storeMedia(
      (async function* () {
        for (let at = 0; at < piecesOf(media); at++) yield await pieceAt(at);
      })(),
      'mp4',
    );
    const ready = await MediaModel.findOneAndUpdate(
      { _id: media._id, status: 'UPLOADING' },
      { $set: { status: 'READY', seconds, address: file, updatedAt: this.clock.now() } },
      { returnDocument: 'after' },
    ).lean<Media>();
    // Somebody else was faster: theirs counts.
    if (!ready) await removeMedia(file);
    else await this.note(caller, ready);
    await MediaPieceModel.deleteMany({ mediaId: id });
    return present(ready ?? (await this.of(caller, id)));
  }

  async poster(caller: Caller, content: Buffer): Promise<{ file: string }> {
    const { buffer } = await cleanImage(content);
    await this.requireRoom(caller, buffer.length);
    const file = await storeMedia([buffer], 'jpg');
    await this.note(caller, await this.store(caller, { kind: 'POSTER', status: 'READY', name: file, bytes: buffer.length, address: file }));
    return { file };
  }

  async captions(caller: Caller, content: Buffer): Promise<{ file: string; cues: number; seconds: number }> {
    const { text, cues, seconds } = checkCaptions(content);
    const bytes = Buffer.from(text);
    await this.requireRoom(caller, bytes.length);
    const file = await storeMedia([bytes], 'vtt');
    await this.note(
      caller,
      await this.store(caller, { kind: 'CAPTIONS', status: 'READY', name: file, bytes: bytes.length, address: file, seconds }),
    );
    return { file, cues, seconds };
  }

  /** What of these files the province has uploaded, by name. */
  async known(jurisdiction: Jurisdiction, files: readonly string[]): Promise<Map<string, Media>> {
    const found = await MediaModel.find({ jurisdiction, address: trusted({ $in: [...files] }) } as never).lean<Media[]>();
    return new Map(found.map((one) => [one.address!, one]));
  }

  /** Uploads that nobody went on with for a week. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LEFT_ALONE_MS);
    const left = await MediaModel.find({ status: 'UPLOADING', updatedAt: trusted({ $lte: before }) } as never)
      .limit(100)
      .lean<Media[]>();
    for (const media of left) await this.forget(media);
  }

  private async forget({ _id }: Media): Promise<void> {
    await MediaPieceModel.deleteMany({ mediaId: _id.toHexString() });
    await MediaModel.deleteOne({ _id, status: 'UPLOADING' });
  }

  private async requireRoom({ jurisdiction }: Caller, bytes: number): Promise<void> {
    if (!(await this.disk.hasRoomFor(bytes))) throw diskFull();
    const [used] = await MediaModel.aggregate<{ bytes: number }>([
      { $match: { jurisdiction } },
      { $group: { _id: null, bytes: { $sum: '$bytes' } } },
    ]);
    if ((used?.bytes ?? 0) + bytes > QUOTA_BYTES) throw conflict('MEDIA_QUOTA', '本省的课件空间已用完，请联系系统管理员');
  }

  private async store(
    { jurisdiction, personId }: Caller,
    said: Pick<Media, 'kind' | 'status' | 'name' | 'bytes'> & Partial<Media>,
  ): Promise<Media> {
    const at = this.clock.now();
    const record = {
      _id: new Types.ObjectId(),
      jurisdiction: jurisdiction!,
      personId,
      received: [],
      createdAt: at,
      updatedAt: at,
      ...said,
    };
    try {
      await MediaModel.create(record);
      return record;
    } catch (error) {
      const earlier = isDuplicateKey(error) && said.createdOp && (await MediaModel.findOne({ createdOp: said.createdOp }).lean<Media>());
      if (earlier) return earlier;
      throw error;
    }
  }

  private async note(caller: Caller, { _id, kind, name }: Media): Promise<void> {
    const actorName = this.persons.displayName(await this.persons.get(caller.personId));
    const who = { actorRole: caller.role, actorId: caller.personId, actorName, jurisdiction: caller.jurisdiction };
    const what = { action: 'Media.upload', subjectKind: 'Media', subjectId: _id.toHexString(), outcome: kind, reason: name };
    await this.audit.append({ ...what, ...who }, _id.toHexString());
  }

  private of(caller: Caller, id: string): Promise<Media> {
    return findWithin(MediaModel, { ...scope(caller), kind: 'VIDEO' }, id, MISSING);
  }
}

const piecesOf = ({ bytes }: Media): number => Math.ceil(bytes / PIECE_BYTES);
/** A lean document hands out the driver's own binary. */
const bufferOf = (content: Buffer | { buffer: Uint8Array }): Buffer => (Buffer.isBuffer(content) ? content : Buffer.from(content.buffer));

const present = (media: Media): MediaUpload => ({
  id: media._id.toHexString(),
  name: media.name,
  bytes: media.bytes,
  pieces: piecesOf(media),
  received: [...media.received].sort((one, other) => one - other),
  status: media.status,
  seconds: media.seconds,
  file: media.address,
});
