import { hkdfSync } from 'node:crypto';
import { Inject, Singleton } from '@midwayjs/core';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock';
import { forbidden } from '../errors';
import type { Settings } from '../settings';

/** Whose lesson a video is served for: what is served counts for this person, course and lesson alone. */
export interface Viewing {
  personId: string;
  /** By `sourceKey`. */
  track: string;
  lessonId: string;
  /** Name of the file. */
  video: string;
}

export const MEDIA_PREFIX = '/media/';
/** Beside the video's own length: pauses, and the way back to a lesson left open. */
const SPARE_SECONDS = 3600;

/** What is served is kept under this. */
export const viewingKey = ({ personId, track, lessonId, video }: Viewing): string => [personId, track, lessonId, video].join('/');

/** Signed addresses of lesson videos: for one person and one lesson, for some hours. */
@Singleton()
export class MediaAddresses {
  @Inject() private readonly settings: Settings;
  @Inject() private readonly clock: Clock;

  /** `/media/<signed>/<file>`, good for an hour more than the lesson lasts. */
  async sign({ personId, track, lessonId, video }: Viewing, seconds: number): Promise<string> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const signed = await new SignJWT({ trk: track, les: lessonId, vid: video })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(personId)
      .setExpirationTime(now + seconds + SPARE_SECONDS)
      .sign(this.key());
    return `${MEDIA_PREFIX}${signed}/${encodeURIComponent(video)}`;
  }

  /** Throws MEDIA_ADDRESS for one that is not ours or has run out. */
  async read(path: string): Promise<Viewing> {
    const signed = path.slice(MEDIA_PREFIX.length).split('/')[0]!;
    try {
      const { payload } = await jwtVerify(signed, this.key(), { algorithms: ['HS256'], currentDate: this.clock.now() });
      return { personId: payload.sub!, track: String(payload.trk), lessonId: String(payload.les), video: String(payload.vid) };
    } catch {
      throw forbidden('MEDIA_ADDRESS', '视频地址已失效，请返回目录重新打开本节');
    }
  }

  private key(): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.settings.secrets.tokenKey, '', 'lesson media', 32));
  }
}
