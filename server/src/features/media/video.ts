import { badInput, Refusal } from '../../platform/errors';
import { headOf, type Piece } from '../../platform/media/head';

/** A picture that stands longer is no film: an hour of one frame would be an hour of study. */
const LONGEST_FRAME_SECONDS = 10;
const cut = () => badInput('MEDIA_CUT', '视频不完整，可能没有导出完，请重新导出后上传');

/**
 * The true length of an MP4, in whole seconds, from its table of frames and not from what its head claims. `read` hands out the piece that
 * byte `from` lies in, with where it begins; frames themselves are not read. Throws MEDIA_NOT_VIDEO, MEDIA_CODEC, MEDIA_CUT, MEDIA_STILL.
 */
export async function lengthOfVideo(bytes: number, read: (from: number) => Promise<Piece>): Promise<number> {
  const file = await headOf(bytes, async (from) => {
    const piece = await read(from);
    if (from === 0 && piece.content.toString('latin1', 4, 8) !== 'ftyp') throw notVideo();
    return piece;
  }).catch((error: unknown) => {
    // What the reader trips over is no MP4; what was refused or not there was refused by name.
    throw error instanceof Refusal ? error : notVideo();
  });
  if (!file) throw cut();
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
