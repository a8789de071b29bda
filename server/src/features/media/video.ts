import { createFile, MP4BoxBuffer } from 'mp4box';
import { badInput } from '../../platform/errors';

/** A picture that stands longer is no film: an hour of one frame would be an hour of study. */
const LONGEST_FRAME_SECONDS = 10;
const cut = () => badInput('MEDIA_CUT', '视频不完整，可能没有导出完，请重新导出后上传');

/**
 * The true length of an MP4, in whole seconds, from its table of frames and not from what its head claims. `read` hands out the piece that
 * byte `from` lies in, with where it begins; frames themselves are not read. Throws MEDIA_NOT_VIDEO, MEDIA_CODEC, MEDIA_CUT, MEDIA_STILL.
 */
export async function lengthOfVideo(bytes: number, read: (from: number) => Promise<{ start: number; content: Buffer }>): Promise<number> {
  const file = createFile(false);
  let ready = false;
  file.onReady = () => (ready = true);
  try {
    for (let from = 0; from < bytes && !ready;) {
      const { start, content } = await read(from);
      if (from === 0 && content.toString('latin1', 4, 8) !== 'ftyp') throw notVideo();
      const copy = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
      const next = file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(copy, start)) as number | undefined;
      from = Math.max(start + content.length, next ?? 0);
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'MEDIA_NOT_VIDEO') throw error;
    throw notVideo();
  }
  if (!ready) throw cut();
  const [track] = file.getInfo().videoTracks;
  if (!track) throw notVideo();
  if (!/^avc1/.test(track.codec)) throw badInput('MEDIA_CODEC', '手机放不了这种编码的视频，请导出成H.264编码的MP4');
  const frames = file.getTrackSamplesInfo(track.id);
  const all = file.getInfo().tracks.flatMap((one) => file.getTrackSamplesInfo(one.id));
  if (!frames.length || all.some((one) => one.offset + one.size > bytes)) throw cut();
  const seconds = frames.map((one) => one.duration / one.timescale);
  if (seconds.some((one) => one > LONGEST_FRAME_SECONDS))
    throw badInput('MEDIA_STILL', `视频里有画面停住超过${LONGEST_FRAME_SECONDS}秒，请重新导出`);
  return Math.floor(seconds.reduce((sum, one) => sum + one, 0) + 0.001);
}

const notVideo = () => badInput('MEDIA_NOT_VIDEO', '这不是MP4视频，请用MP4格式（H.264）上传');
