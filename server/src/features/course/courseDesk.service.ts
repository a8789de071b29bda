import { Inject, Singleton } from '@midwayjs/core';
import type { CourseDraft, CourseDraftItem, DraftContent, DraftLesson } from '@jzt/shared/contract/courseDesk';
import { CATEGORY_LABELS, type Category } from '@jzt/shared/domain/categories';
import { formatHours, parseHours, sumHours } from '@jzt/shared/domain/hours';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import { courseDraft as machine } from '@jzt/shared/workflow/machines/courseDraft';
import { Cases } from '../../platform/cases';
import { badInput, conflict, Refusal } from '../../platform/errors';
import type { Caller } from '../../platform/http/tokens';
import { Law } from '../../platform/law';
import { MediaAddresses } from '../../platform/media/addresses';
import { findWithin } from '../../platform/policy';
import { presentTimeline } from '../../platform/timeline';
import { MediaUploads } from '../media/media.service';
import { Persons } from '../person/person.service';
import { CourseDraftModel, type CourseDraftRecord } from './courseDraft.model';
import { CourseModel, type CourseContent, type CourseRecord } from './course.model';
import { Courses } from './course.service';
import { drafts } from './course.policy';

const MISSING = '没有找到这门课程';
const FASTER = { code: 'COURSE_CHANGED', message: '这门课程刚刚被改过，请刷新后再操作' };

/** The authority's desk of its courses: written, looked at like a learner, published version by version. */
@Singleton()
export class CourseDesk {
  @Inject() private readonly cases: Cases;
  @Inject() private readonly courses: Courses;
  @Inject() private readonly law: Law;
  @Inject() private readonly media: MediaUploads;
  @Inject() private readonly addresses: MediaAddresses;
  @Inject() private readonly persons: Persons;

  async list(caller: Caller): Promise<CourseDraftItem[]> {
    if (caller.jurisdiction) await this.adopt(caller.jurisdiction);
    const found = await CourseDraftModel.find(drafts.scope(caller) as never, { history: 0, outbox: 0 })
      .sort({ _id: -1 })
      .limit(500)
      .lean<CourseDraftRecord[]>();
    return found.map(presentItem);
  }

  async view(caller: Caller, id: string): Promise<CourseDraft> {
    return this.present(await this.of(caller, id));
  }

  /** Throws NO_COURSE_HERE. */
  async create(caller: Caller, { category, title }: { category: Category; title: string }, op?: string): Promise<CourseDraft> {
    const jurisdiction = caller.jurisdiction!;
    const kind = this.law.in(jurisdiction).pack.kinds[category];
    if (!kind) throw conflict('NO_COURSE_HERE', `本省不办${CATEGORY_LABELS[category]}，不用编课程`);
    const requiredHours = kind.trainingHours?.value ?? kind.ceHours?.value ?? '0';
    const fields = { jurisdiction, category, title, requiredHours, chapters: [] };
    const actor = await this.actor(caller, op);
    return this.present(await this.cases.create<CourseDraftRecord>(CourseDraftModel, machine, fields as never, { event: 'create', actor }));
  }

  /** The lengths of lessons are the server's, whatever is sent. Throws MEDIA_UNKNOWN, COURSE_CHANGED. */
  async save(
    caller: Caller,
    id: string,
    { content, version }: { content: DraftContent; version: number },
    op?: string,
  ): Promise<CourseDraft> {
    const draft = await this.of(caller, id);
    drafts.demand(caller, 'EDIT_COURSE', draft);
    const chapters = await this.withLengths(draft, content);
    const set = { title: content.title, requiredHours: content.requiredHours, chapters };
    return this.moved(caller, draft, 'edit', version, op, { set });
  }

  /** The addresses of its videos, for the officer who looks at them; they are no lessons of anybody's. */
  async watch(caller: Caller, id: string): Promise<{ lessonId: string; videoUrl: string }[]> {
    const { chapters } = await this.of(caller, id);
    const track = `PREVIEW:${id}`;
    const sign = async ({ id: lessonId, video = '', seconds = 0 }: DraftLesson) => ({
      lessonId,
      videoUrl: await this.addresses.sign({ personId: caller.personId, track, lessonId, video }, seconds),
    });
    return Promise.all(chapters.flatMap(({ lessons }) => lessons.filter(({ video }) => video).map(sign)));
  }

  /** The law is asked (A-33, CQ-40). Throws COURSE_INCOMPLETE, the law's refusal, COURSE_CHANGED. */
  async publish(caller: Caller, id: string, version: number, op?: string): Promise<CourseDraft> {
    const draft = await this.of(caller, id);
    drafts.demand(caller, 'PUBLISH_COURSE', draft);
    if (op && draft.history.some((line) => line.op === op)) return this.present(draft);
    if (draft.version !== version) throw conflict(FASTER.code, FASTER.message);
    const [fault] = faultsOf(draft);
    if (fault) throw conflict('COURSE_INCOMPLETE', fault);
    const { version: publishedVersion } = await this.courses.publish(asContent(draft), draft._id);
    return this.moved(caller, draft, 'publish', version, op, { set: { publishedVersion } });
  }

  async close(caller: Caller, id: string, { version, reason }: { version: number; reason: string }, op?: string): Promise<CourseDraft> {
    const draft = await this.of(caller, id);
    drafts.demand(caller, 'EDIT_COURSE', draft);
    return this.moved(caller, draft, 'close', version, op, { reason });
  }

  /** Courses that were published before there was a desk get their draft, once. */
  private async adopt(jurisdiction: Jurisdiction): Promise<void> {
    const known = await CourseDraftModel.find({ jurisdiction }, { _id: 1 }).lean<CourseDraftRecord[]>();
    const ids = new Set(known.map((one) => one._id.toHexString()));
    const versions = await CourseModel.find({ jurisdiction }).sort({ courseId: 1, version: -1 }).limit(2000).lean<CourseRecord[]>();
    const newest = versions.filter((one, at) => !one.courseId.equals(versions[at - 1]?.courseId) && !ids.has(one.courseId.toHexString()));
    const records = newest.map(({ _id: _, courseId, version, publishedAt, ...content }) => {
      const born = { status: 'PUBLISHED', version: 1, createdAt: publishedAt, updatedAt: publishedAt, history: [], outbox: [] };
      return { _id: courseId, ...content, publishedVersion: version, ...born };
    });
    if (records.length)
      await CourseDraftModel.collection.insertMany(records as never, { ordered: false }).catch((error: { code?: number }) => {
        if (error.code !== 11000) throw error;
      });
  }

  private async withLengths(draft: CourseDraftRecord, { chapters }: DraftContent): Promise<CourseDraftRecord['chapters']> {
    const lessons = chapters.flatMap((chapter) => chapter.lessons);
    const files = lessons.flatMap(({ video, poster, captions }) => [video, poster, captions].filter((one) => one !== undefined));
    const known = await this.media.known(draft.jurisdiction, files);
    // What was in it before there were uploads.
    const before = new Map(draft.chapters.flatMap((chapter) => chapter.lessons.map((one) => [one.video, one.seconds] as const)));
    const seconds = (title: string, file: string): number => {
      const found = known.get(file)?.seconds ?? before.get(file);
      if (found === undefined) throw badInput('MEDIA_UNKNOWN', `“${title}”的视频没有找到，请重新上传`);
      return found;
    };
    for (const { title, poster, captions } of lessons)
      for (const [file, kind] of [[poster, 'POSTER'] as const, [captions, 'CAPTIONS'] as const])
        if (file && known.get(file)?.kind !== kind && !isKept(draft, file))
          throw badInput('MEDIA_UNKNOWN', `“${title}”的封面或字幕没有找到，请重新上传`);
    return chapters.map((chapter) => ({
      ...chapter,
      lessons: chapter.lessons.map(({ seconds: _, ...lesson }) =>
        lesson.video ? { ...lesson, seconds: seconds(lesson.title, lesson.video) } : lesson,
      ),
    }));
  }

  private async moved(
    caller: Caller,
    draft: CourseDraftRecord,
    event: 'edit' | 'publish' | 'close',
    expectVersion: number,
    op: string | undefined,
    change: { set?: Record<string, unknown>; reason?: string },
  ): Promise<CourseDraft> {
    const actor = await this.actor(caller, op);
    return this.present(
      await this.cases.move(CourseDraftModel, draft._id, { machine, event, actor, expectVersion, lost: FASTER, ...change }),
    );
  }

  private present(draft: CourseDraftRecord): CourseDraft {
    const { title, requiredHours, chapters } = draft;
    return {
      ...presentItem(draft),
      content: { title, requiredHours, chapters },
      objections: draft.status === 'DRAFT' ? this.objections(draft) : [],
      timeline: presentTimeline(draft.history, machine, '新建课程'),
    };
  }

  private objections(draft: CourseDraftRecord): string[] {
    const faults = faultsOf(draft);
    if (faults.length) return faults;
    try {
      this.courses.requirePublishable(asContent(draft));
      return [];
    } catch (error) {
      if (error instanceof Refusal) return (error.detail.refusals ?? [error]).map((one) => one.message);
      throw error;
    }
  }

  private of(caller: Caller, id: string): Promise<CourseDraftRecord> {
    return findWithin(CourseDraftModel, drafts.scope(caller), id, MISSING);
  }

  private async actor(caller: Caller, op?: string) {
    return this.persons.actor(await this.persons.get(caller.personId), caller.role, op);
  }
}

const isKept = ({ chapters }: CourseDraftRecord, file: string): boolean =>
  chapters.some((chapter) => chapter.lessons.some((one) => one.poster === file || one.captions === file));

/** What has to be there before the law is asked. */
function faultsOf({ chapters, requiredHours }: CourseDraftRecord): string[] {
  if (!chapters.length) return ['还没有章节，请先加一章'];
  const faults = chapters.flatMap((chapter) => {
    if (!chapter.lessons.length) return [`“${chapter.title}”还没有小节`];
    const without = chapter.lessons.find((one) => !one.video);
    return without ? [`“${chapter.title}”的“${without.title}”还没有视频`] : [];
  });
  const hours = sumHours(chapters.map((chapter) => parseHours(chapter.hours)));
  if (hours < parseHours(requiredHours)) faults.push(`各章合计${formatHours(hours)}学时，少于需修的${requiredHours}学时，没有人能学完`);
  return faults;
}

function asContent(draft: CourseDraftRecord): CourseContent {
  const { jurisdiction, title, category, codes, learntFor, requiredHours, fee, chapters } = draft;
  const optional = { ...(codes && { codes }), ...(learntFor && { learntFor }), ...(fee !== undefined && { fee }) };
  return { jurisdiction, title, category, ...optional, requiredHours, chapters: chapters as CourseContent['chapters'] };
}

const presentItem = (draft: CourseDraftRecord): CourseDraftItem => ({
  id: draft._id.toHexString(),
  title: draft.title,
  category: draft.category,
  categoryZh: CATEGORY_LABELS[draft.category],
  status: draft.status,
  statusZh: machine.states[draft.status],
  requiredHours: draft.requiredHours,
  chapters: draft.chapters.length,
  lessons: draft.chapters.reduce((sum, chapter) => sum + chapter.lessons.length, 0),
  publishedVersion: draft.publishedVersion,
  updatedAt: draft.updatedAt.toISOString(),
  version: draft.version,
});
