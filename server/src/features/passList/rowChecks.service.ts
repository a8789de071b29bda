import { Inject, Singleton } from '@midwayjs/core';
import type { Role } from '@jzt/shared/domain/roles';
import { sourceKey } from '@jzt/shared/domain/sources';
import { preview, type Holding } from '@jzt/shared/policy/index';
import type { Decision, Refusal } from '@jzt/shared/policy/index';
import type { Clock } from '../../platform/clock';
import { Law } from '../../platform/law';
import { Certificates } from '../certificate/certificate.service';
import { NationalHoldings } from '../certificate/nationalHoldings.service';
import { Issuing } from '../issuing/issuing.service';
import { Employments } from '../employment/employment.service';
import { ExamRecords } from '../exam/examRecords.service';
import type { Score } from '../exam/exam.model';
import type { Person } from '../person/person.model';
import { Persons } from '../person/person.service';
import { Sources, type SourceFacts } from '../source/sources.service';
import type { PassListBatch, PassListRow, RowFault } from './passList.model';

/** Rows looked at side by side: the national platform answers slowly, and is not to be flooded. */
const SIDE_BY_SIDE = 8;
const HELD = ['HELD_ELSEWHERE', 'ALREADY_HELD'];
const WAITING: RowFault = {
  ruleId: 'CQ-07',
  code: 'CHECK_PENDING',
  message: '全国平台暂时连不上，还没有核对是否重复持证。恢复后会自动继续核对，您不用重复点',
};

export interface Checked {
  rows: PassListRow[];
  /** Some look-up got no answer: to be asked again. */
  waiting: boolean;
}

/** One person of the list with all that is known about them. */
interface Candidate {
  facts: SourceFacts;
  person: Person;
  score?: Score;
  practical: { practical?: number; theoryOnly?: true };
}

/** Looks at each row of a pass list: passed, identity, duplicate, number, and whether a certificate can be made at all (QH-19, JS-20). */
@Singleton()
export class RowChecks {
  @Inject() private readonly sources: Sources;
  @Inject() private readonly exams: ExamRecords;
  @Inject() private readonly persons: Persons;
  @Inject() private readonly employments: Employments;
  @Inject() private readonly certificates: Certificates;
  @Inject() private readonly national: NationalHoldings;
  @Inject() private readonly issuing: Issuing;
  @Inject() private readonly law: Law;
  @Inject() private readonly clock: Clock;

  /**
   * The rows with what was found. With `askNation` the national platform is asked about each person; without it only our own
   * records are looked at,
   * as before an approval and a signing. The platform is asked no more once it has failed to answer.
   */
  async check(batch: PassListBatch, role: Role, options: { askNation: boolean }): Promise<Checked> {
    const candidates = await this.candidates(batch);
    const nation = { down: false };
    const rows: PassListRow[] = [];
    for (let at = 0; at < batch.rows.length; at += SIDE_BY_SIDE) {
      rows.push(
        ...(await Promise.all(
          batch.rows
            .slice(at, at + SIDE_BY_SIDE)
            .map((row) => this.checkRow(batch, row, candidates.get(sourceKey(row.source))!, role, options.askNation ? nation : undefined)),
        )),
      );
    }
    return { rows, waiting: nation.down };
  }

  private async candidates(batch: PassListBatch): Promise<Map<string, Candidate>> {
    const sources = await this.sources.many(batch.rows.map((row) => row.source));
    const sessions = [...sources.values()].flatMap((one) => one.examSessionId ?? []);
    const [scores, practicals] = await Promise.all([this.exams.scores(sessions), this.exams.practicals(sessions)]);
    const all = await Promise.all(
      [...sources].map(async ([key, facts]): Promise<[string, Candidate]> => [
        key,
        {
          facts,
          person: await this.persons.know(facts.personId),
          score: scores.get(facts.examSessionId ?? ''),
          practical: practicals.get(facts.examSessionId ?? '') ?? {},
        },
      ]),
    );
    return new Map(all);
  }

  private async checkRow(
    batch: PassListBatch,
    row: PassListRow,
    candidate: Candidate,
    role: Role,
    nation: { down: boolean } | undefined,
  ): Promise<PassListRow> {
    const { facts, person, score, practical } = candidate;
    const { verified, ledgered } = this.persons.identityFacts(person);
    const employments = await this.employments.factsOf(row.personId, facts.jurisdiction);
    const [duplicates, obstacles] = await Promise.all([this.duplicates(facts, person, nation), this.issuing.obstacles(facts)]);
    const passed = {
      name: this.persons.name(person) ?? '',
      status: score?.status === 'VOIDED' ? 'FAILED' : facts.status,
      score: score?.value ?? 0,
      ...practical,
      identityComplete: verified && ledgered,
      duplicate: duplicates.found,
      number: obstacles.some((one) => one.code === 'ROW_NUMBER') ? null : 'possible',
    };
    const law = this.law.of(facts);
    const list = law.decide('PASS_LIST', { actor: { role, channel: 'H5' }, subject: batch.subject, passList: { rows: [passed] } });
    const issue = this.issuing.verdict(facts, person, employments);
    const said = (list.refusals.length ? list.refusals : issue.refusals).map(faultOf);
    const faults = [
      ...said,
      ...obstacles
        .filter((one) => said.every((other) => other.code !== one.code))
        .map((one) => ({ ...one, ruleId: one.ruleId ?? 'QH-20' })),
      ...duplicates.waiting,
    ];
    return { ...row, score: score?.value, enterpriseName: employments.find((one) => one.status === 'CONFIRMED')?.enterpriseName, faults };
  }

  /** Does the law of signing up, asked again today, find a certificate that the person holds already (A-06, CQ-05…07)? */
  private async duplicates(
    facts: SourceFacts,
    person: Person,
    nation: { down: boolean } | undefined,
  ): Promise<{ found: boolean; waiting: RowFault[] }> {
    const { pack } = this.law.of(facts);
    const { here, elsewhere } = await this.certificates.holdingsOf(facts.personId, facts.jurisdiction);
    const known = { subject: facts.subject, localHoldings: here };
    const decide = (nation: Holding[] | 'UNAVAILABLE') =>
      preview(
        pack,
        'APPLY',
        { ...known, nationalHoldings: nation === 'UNAVAILABLE' ? nation : [...nation, ...elsewhere] },
        this.clock.now(),
      );
    // Of who has no number there is nothing to ask: their identity is what stops the row.
    const askable = nation !== undefined && person.idNumberSealed !== undefined;
    const found = isHeld(decide([]));
    const needed = !found && askable && decide('UNAVAILABLE').pending.some((one) => one.on === 'NATIONAL_HOLDINGS');
    const answer = needed ? await this.askNation(person, nation) : [];
    const decision = decide(answer);
    const unclear = decision.pending
      .filter((one) => one.on === 'NATIONAL_STATE')
      .map((one) => ({ ruleId: one.ruleId, code: one.on, message: one.messageZh }));
    return { found: found || isHeld(decision), waiting: answer === 'UNAVAILABLE' ? [WAITING] : unclear };
  }

  private async askNation(person: Person, nation: { down: boolean }): Promise<Holding[] | 'UNAVAILABLE'> {
    const answer = nation.down ? 'UNAVAILABLE' : await this.national.ask(person);
    if (answer === 'UNAVAILABLE') nation.down = true;
    return answer;
  }
}

const isHeld = (decision: Decision): boolean => decision.refusals.some((one) => HELD.includes(one.code));

const faultOf = (refusal: Refusal): RowFault => ({
  ruleId: refusal.ruleId,
  code: refusal.code,
  message: `${refusal.messageZh}，${refusal.nextStepZh}`,
});

/** Does only an outside system's silence stand in the way of this row? */
export const isWaiting = (row: PassListRow): boolean => row.faults.some((fault) => fault.code === WAITING.code);
