import Taro, { useDidHide, useUnload } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  studyRoutes as routesOf,
  type Beat,
  type BeatReply,
  type PresenceCheck,
  type StudyDay,
  type StudySession,
} from '@jzt/shared/contract/study';
import { api, asApiError, localError, outbox, type ApiError } from '@/api';
import { deviceId } from '@/device';
import { formatHours } from '@/format';
import { useOutbox } from '@/hooks';
import { createBeats } from '../beats';
import { createPlayed } from '../played';
import type { SourceAddress } from '../source';

export interface Player {
  /** Undefined while the lesson is being opened. */
  session?: StudySession;
  /** Why it could not be opened. */
  error?: ApiError;
  open(): Promise<void>;
  /** Second of the lesson to begin at. */
  startAt: number;
  reply?: BeatReply;
  /** Seconds of the lesson the server has credited. */
  recorded: number;
  playing: boolean;
  /** Played, but not yet answered for by the server. */
  waiting: boolean;
  /** The server ended this session: another device took over, or the class is closed. */
  ended?: ApiError;
  /** The queue on disk was not taken: its words. */
  refused?: string;
  /** Who studies is asked for, as last heard. */
  check?: Heard;
  setCheck(heard: Heard | undefined): void;
  /** What the day still holds. */
  day?: StudyDay;
  /** The network was away for so long that the video was paused: what is watched now would not count. */
  halted: boolean;
  video: { onPlay(): void; onPause(): void; onEnded(): void; onTimeUpdate(event: { detail: { currentTime: number } }): void };
}

/** A check, and the server's time when it was heard of. */
export interface Heard {
  check: PresenceCheck;
  serverTime: string;
}

/** Of the one video on the page. */
export const VIDEO_ID = 'lesson-video';
/** The last beats before silence is too long: after so many without an answer the video is paused. */
const SPARE_BEATS = 2;

/** How long after a pause the player may still tell where it stopped. */
const LAST_WORD_MS = 500;

interface Live {
  played: ReturnType<typeof createPlayed>;
  beats: ReturnType<typeof createBeats>;
  pausedAt?: number;
  /** When the server last answered, by this phone's clock. */
  heardAt: number;
}

/** Also out of the full screen: what is asked stands behind it. */
function pauseVideo(): void {
  // In H5 it is the element itself, and nothing before that stands there.
  const video = Taro.createVideoContext(VIDEO_ID) as Taro.VideoContext | null | undefined;
  video?.pause();
  if (process.env.TARO_ENV !== 'h5' || document.fullscreenElement) video?.exitFullScreen();
}

const laneOf = ({ sourceKind, sourceId }: SourceAddress): string => `study:${sourceKind}:${sourceId}`;
const isWaiting = (lane: string): boolean => outbox.get().some((item) => item.lane === lane && !item.refused);

/** A lesson that is being watched: opens it, counts what is played, tells the server every `beatSeconds`, on pause, at the end and when the app is put away. */
export function usePlayer(source: SourceAddress, lessonId: string): Player {
  const lane = laneOf(source);
  const [session, setSession] = useState<StudySession>();
  const [error, setError] = useState<ApiError>();
  const [ended, setEnded] = useState<ApiError>();
  const [reply, setReply] = useState<BeatReply>();
  const [playing, setPlaying] = useState(false);
  const [check, setCheck] = useState<Heard>();
  const [day, setDay] = useState<StudyDay>();
  const [halted, setHalted] = useState(false);
  const live = useRef<Live>();
  const queue = useOutbox(lane);

  const open = useCallback(async () => {
    setError(undefined);
    setEnded(undefined);
    setSession(undefined);
    setReply(undefined);
    setHalted(false);
    live.current?.beats.stop();
    live.current = undefined;
    try {
      // A new session ends the one whose beats wait here: those first.
      if (isWaiting(lane)) await outbox.send();
      if (isWaiting(lane)) throw localError('OFFLINE');
      for (const item of outbox.get()) if (item.lane === lane && item.refused) outbox.dismiss(item.id);
      const opened = await api.call(routesOf.open, { params: source, body: { lessonId, deviceId: deviceId() } });
      const played = createPlayed(startOf(opened), opened.lesson.seconds);
      const noted = ({ presence, day: left, serverTime }: Pick<BeatReply, 'presence' | 'day' | 'serverTime'>) => {
        setCheck(presence && { check: presence, serverTime });
        setDay(left);
      };
      const heard = (next: BeatReply) => {
        setReply(next);
        noted(next);
        setHalted(false);
        if (live.current) live.current.heardAt = Date.now();
        if (next.chapterCredited)
          void Taro.showToast({ title: `本章已学完，已修${formatHours(next.earnedHours)}`, icon: 'none', duration: 3000 });
      };
      const beats = createBeats({
        session: opened,
        played,
        call: (beat) =>
          api.call(routesOf.beat, { params: source, body: beat }).catch((thrown: unknown) => Promise.reject(asApiError(thrown))),
        outbox: {
          isWaiting: () => isWaiting(lane),
          put: (beat, slot) =>
            void outbox.add(
              routesOf.beat,
              { params: source, body: beat },
              { lane, label: `${opened.lesson.title} 学习进度`, replace: slot },
            ),
          onAnswer: (listener) => outbox.onAnswer(lane, (item, answer) => listener(item.args.body as Beat, answer as BeatReply)),
        },
        onReply: heard,
        onRefusal: setEnded,
      });
      live.current = { played, beats, pausedAt: 0, heardAt: Date.now() };
      setSession(opened);
      noted(opened);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  }, [source, lane, lessonId]);

  const beat = useCallback(() => void live.current?.beats.send(), []);

  useEffect(() => {
    void open();
    return () => {
      void live.current?.beats.send();
      live.current?.beats.stop();
    };
  }, [open]);

  const { beatSeconds = 0, silenceSeconds = 0 } = session ?? {};
  const longSilence = (silenceSeconds - SPARE_BEATS * beatSeconds) * 1000;
  useEffect(() => {
    if (!playing || !beatSeconds) return undefined;
    const timer = setInterval(() => {
      beat();
      if (Date.now() - (live.current?.heardAt ?? 0) < longSilence) return;
      setHalted(true);
      pauseVideo();
    }, beatSeconds * 1000);
    return () => clearInterval(timer);
  }, [playing, beatSeconds, longSilence, beat]);

  // Nothing is watched while somebody is asked for; when the day is full it stops once, and whoever likes goes on without credit.
  const isAsked = check !== undefined && check.check.state !== 'HELD';
  useEffect(() => {
    if (isAsked && playing) pauseVideo();
  }, [isAsked, playing]);
  const isFull = day?.leftSeconds === 0;
  const isPlaying = useRef(playing);
  isPlaying.current = playing;
  useEffect(() => {
    if (isFull && isPlaying.current) pauseVideo();
  }, [isFull]);

  useDidHide(beat);
  useUnload(beat);
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined;
    const hidden = () => document.visibilityState === 'hidden' && beat();
    document.addEventListener('visibilitychange', hidden);
    return () => document.removeEventListener('visibilitychange', hidden);
  }, [beat]);

  // A gap means that this page and the server lost each other: open the lesson anew, nobody need be asked.
  useEffect(() => {
    if (ended?.code === 'STUDY_SEQ_GAP') void open();
  }, [ended, open]);

  const setState = (next: boolean) => {
    if (live.current) live.current.pausedAt = next ? undefined : Date.now();
    if (next) live.current?.played.resumed();
    // After a long pause the server hears that it goes on, or the first beat would count as silence.
    if (next && live.current && Date.now() - live.current.heardAt > beatSeconds * 1000) void live.current.beats.send(true);
    setPlaying(next);
  };
  return {
    session,
    error,
    open,
    reply,
    playing,
    ended: ended?.code === 'STUDY_SEQ_GAP' ? undefined : ended,
    startAt: session ? startOf(session) : 0,
    recorded: Math.max(reply?.coveredSeconds ?? 0, session?.lesson.coveredSeconds ?? 0),
    waiting: queue.waiting > 0,
    refused: queue.items.find((item) => item.refused)?.refused,
    check,
    setCheck,
    day,
    halted,
    video: {
      onPlay: () => setState(true),
      onPause: () => {
        setState(false);
        beat();
      },
      onEnded: () => {
        live.current?.played.ended();
        setState(false);
        beat();
      },
      onTimeUpdate: ({ detail }) => {
        const now = live.current;
        // The last word about where it was comes a moment after the pause.
        if (now && (now.pausedAt === undefined || Date.now() - now.pausedAt < LAST_WORD_MS)) now.played.playedTo(detail.currentTime);
        else now?.played.jumpedTo(detail.currentTime);
      },
    },
  };
}

/** A lesson seen to its end begins again. */
const startOf = ({ position, lesson }: StudySession): number => (position >= lesson.seconds - 1 ? 0 : position);
