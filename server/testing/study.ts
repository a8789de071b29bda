import { presenceRoutes } from '@jzt/shared/contract/presence';
import { studyRoutes, type BeatReply } from '@jzt/shared/contract/study';
import type { Source, SourceKind } from '@jzt/shared/domain/sources';
import { Desk } from '../simulators/desk';
import type { Client } from './client';
import type { World } from './world';

const BEAT_SECONDS = 60;

export const paramsOf = ({ kind, id }: Source): { sourceKind: SourceKind; sourceId: string } => ({ sourceKind: kind, sourceId: id });

/** Shows their own face to the check that waits. */
export async function showFace(world: Pick<World, 'simulatorUrl'>, client: Client, outcome = 'pass') {
  const { verifyId } = await client.ok(presenceRoutes.beginFace, { body: { channel: 'H5', consented: true } });
  await new Desk(world.simulatorUrl).face(verifyId, outcome);
  return client.ok(presenceRoutes.finishFace);
}

/** Watches one lesson to its end as an honest person does: the video is taken, the clock goes on, who is asked for shows their face. */
export async function watchLesson(
  world: World,
  client: Client,
  source: Source,
  { id: lessonId, seconds }: { id: string; seconds: number },
): Promise<BeatReply> {
  const params = paramsOf(source);
  const session = await client.ok(studyRoutes.open, { params, body: { lessonId, deviceId: 'walk-device' } });
  const { sessionId, epoch } = session;
  await client.take(session.videoUrl);
  let reply: BeatReply | undefined;
  for (let seq = 1, at = 0; at < seconds; seq++) {
    const step = Math.min(BEAT_SECONDS, seconds - at);
    world.clock.advance(step * 1000);
    at += step;
    const body = { sessionId, epoch, seq, segments: [[0, at]] as [number, number][], position: at };
    reply = await client.ok(studyRoutes.beat, { params, body });
    if (reply.presence) await showFace(world, client);
  }
  return reply!;
}
