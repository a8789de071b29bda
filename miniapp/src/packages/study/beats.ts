import type { Beat, BeatReply, StudySession } from '@jzt/shared/contract/study';
import type { ApiError } from '../../api/api-error';

/** The queue on disk that outlives the page: the app's outbox, one lane a course. */
export interface BeatOutbox {
  /** Something of this lane waits there and was not refused. */
  isWaiting(): boolean;
  /** Puts a beat in; `slot` takes the place of the unsent one with the same name. */
  put(beat: Beat, slot: 'head' | 'tail'): void;
  /** Hears answers of the lane; returns the way to stop. */
  onAnswer(listener: (beat: Beat, reply: BeatReply) => void): () => void;
}

export interface BeatDeps {
  session: Pick<StudySession, 'sessionId' | 'epoch' | 'nextSeq'>;
  /** What was played so far; cumulative, so a lost beat loses nothing. */
  played: { segments(): [number, number][]; position(): number };
  call(beat: Beat): Promise<BeatReply>;
  outbox: BeatOutbox;
  onReply(reply: BeatReply): void;
  /** The server said no: STUDY_SUPERSEDED, STUDY_SEQ_GAP, STUDY_CLOSED. Nothing more is sent in this session. */
  onRefusal(error: ApiError): void;
}

const mayRetry = (error: ApiError): boolean => error.isUnanswered || error.status >= 500 || error.status === 429 || error.status === 401;

/**
 * Sends beats of one lesson's session, one at a time, `seq` strictly one more (design.md section 6). A beat without an answer goes to the outbox
 * with its own `seq` (head): the server may have taken it. What is played after it follows as one more (tail), each time anew until it is sent.
 */
export function createBeats({ session, played, call, outbox, onReply, onRefusal }: BeatDeps) {
  let acked = session.nextSeq - 1;
  let headSeq = 0;
  let sending = false;
  let again = false;
  let over = false;
  let told = '';

  const beatOf = (seq: number): Beat => ({
    sessionId: session.sessionId,
    epoch: session.epoch,
    seq,
    segments: played.segments(),
    position: played.position(),
  });
  const contentOf = ({ segments, position }: Pick<Beat, 'segments' | 'position'>): string => JSON.stringify([segments, position]);
  const heard = (beat: Beat, reply: BeatReply): void => {
    acked = Math.max(acked, reply.seq);
    told = contentOf(beat);
    onReply(reply);
  };

  const stop = outbox.onAnswer((beat, reply) => {
    if (over || beat.sessionId !== session.sessionId || beat.epoch !== session.epoch) return;
    heard(beat, reply);
    if (!outbox.isWaiting()) void beats.send();
  });

  const beats = {
    /** Tells the server what was played since the lesson was opened. Nothing new: nothing is sent, unless it is `anew`: after a pause the server counts from here. */
    async send(anew = false): Promise<void> {
      if (over) return;
      if (sending) {
        again = true;
        return;
      }
      if (outbox.isWaiting()) {
        const tail = beatOf(Math.max(headSeq, acked) + 1);
        if (contentOf(tail) !== told) outbox.put(tail, 'tail');
        return;
      }
      const beat = beatOf(acked + 1);
      if (!anew && contentOf(beat) === told) return;
      sending = true;
      try {
        heard(beat, await call(beat));
      } catch (thrown) {
        const error = thrown as ApiError;
        again = false;
        if (mayRetry(error)) {
          headSeq = beat.seq;
          told = contentOf(beat);
          outbox.put(beat, 'head');
        } else {
          over = true;
          onRefusal(error);
        }
      } finally {
        sending = false;
      }
      if (again) {
        again = false;
        await beats.send();
      }
    },
    /** Stops listening; what waits in the outbox is still sent. */
    stop,
  };
  return beats;
}
