import { ASVS, LEFT_OUT } from './asvs.mjs';

const KINDS = [
  ['test', 'a test attacks it'],
  ['how', 'holds by how the house is built, without a test of its own'],
  ['not', 'nothing here that it could apply to'],
  ['open', 'not done, or left to the operator'],
];

const fileOf = (path) => `[${path.split('/').at(-1)}](${path})`;

/** The page of the docs about security. `tests`: titles and files of all tests (sources.mjs). Throws for a title that no test has. */
export function securityPage(tests) {
  const proof = ({ id, test, how, open, not }) => {
    if (how) return how;
    if (open) return `**Not done:** ${open}`;
    if (not) return `Does not apply: ${not}`;
    const files = [...new Set(tests.filter(({ title }) => title === test).map(({ file }) => file))];
    if (files.length === 0) throw new Error(`ASVS ${id} names a test that is not there: ${test}`);
    return `“${test}” ${files.map(fileOf).join(' ')}`;
  };
  const cell = (text) => text.replaceAll('|', '\\|');
  const rows = ASVS.map((one) => `| ${one.id} | ${one.level} | ${cell(one.words)} | ${cell(proof(one))} |`);
  const counts = KINDS.map(([kind, words]) => `| ${words} | ${ASVS.filter((one) => one[kind]).length} |`);
  return `# Security

Written by \`node shared/docs/security.mjs\` from \`asvs.mjs\` and the titles of the tests; a test fails when a title that it names is gone.

${THREATS}
## OWASP ASVS 5.0.0, levels 1 and 2

The standard's requirements by their numbers ([OWASP/ASVS](https://github.com/OWASP/ASVS), folder 5.0, version 5.0.0 of May 2025), each in our own few words; the standard's text is what counts.
${LEFT_OUT.map(({ chapter, count, why }) => `- ${chapter} (${count} requirements) is left out. ${why}`).join('\n')}

| ${ASVS.length} requirements | |
|---|---:|
${counts.join('\n')}

| no. | level | what | proof, or why not |
|---|---:|---|---|
${rows.join('\n')}
`;
}

const THREATS = `## Threat model

**What is worth most**, in this order: the authority's seal (who can have it set has a licence to forge); certificates, scores and study credit, which are worth money; the trail, which says who did it;
ID numbers, card photos and faces; phones and names; that the offices can work at all.

**Who attacks**, and with what: a *candidate* who wants hours or a pass without the work (scripts, two devices, a friend's face); a *broker* who does it for hundreds (many accounts, many addresses); an
*insider* — a teacher, a clerk, an officer — who decides for money or looks at what is none of their business; a *thief of an officer's phone or SMS*; a *stranger* who tries names and numbers at the public
pages or floods them; an *operator* with the database, or a thief of a backup.

**Where trust ends**: at the API's door. The mini-program, the H5, the address headers, the outside systems' answers and what stands in the database without the keys are not believed.

| threat | what stands against it | what is left |
|---|---|---|
| an officer's first factor is stolen (SIM, phone, password) | second factor at every sign-in of an officer, used once, guesses limited; a fresh code before what cannot be undone (\`stepUp\` of a route) | the first sign-in of a new officer binds whoever comes first: appoint people while they are there; phishing of a code within its half minute |
| the authenticator is lost, or said to be | its owner asks with the first factor, another officer of the province resets it, both are named in the trail, every sign-in ends | two officers who conspire |
| an insider decides their own case or another province's | scopes and \`OWN_CASE\` at every route, a matrix test over all of them; checks and signatures by two persons (QH-19) | two insiders together; the trail shows it |
| reading what is none of one's business | masked lists, a reveal of its own with purpose, daily limit and alert; photos of cards only while a case is open, watermarked | a photo of a screen |
| a token is stolen | fifteen minutes; sessions and roles are asked again every twenty seconds; refresh tokens turn, reuse ends the family | a script inside the H5's own origin (3.3.4) |
| a dismissed officer goes on | the role is asked with the session: no access thirty seconds later | those thirty seconds |
| hours, passes or presence are faked | the server's clock, no credit faster than it, one device at a time, room codes, faces | nobody looks yet whether a person sits before the lesson (design.md 6.4, 6.6: presence checks and signed media addresses are not built); a bribed invigilator |
| numbers and names are tried | the same answer for unknown, wrong and foreign; limits per address, per object; captchas | slow, distributed trying of one name |
| floods and costly input | limits in the database, lanes, breakers, turns for decoding, a guard for the disk | bandwidth: the proxy's |
| the trail is changed, cut, or somebody's address in it disputed | keyed fingerprints, sealed trees in a keyed chain, anchors outside the database; exports for elsewhere that \`npm run audit-check\` proves | an operator with the keys, the database, the log and the anchors together; exports and anchors kept elsewhere find it |
| the database or a backup is stolen | names, numbers, factors' secrets and files sealed by field keys that turn (\`npm run keys\`); backups encrypted | structure, times and numbers of cases stay readable |
| an outside system lies or is down | signed requests, answers checked, never passed and never refused by silence | a bureau that signs a lie |

**Personal data in the trail.** An entry keeps the network of its address (\`203.0.113.*\`, of IPv6 the /48) and a keyed fingerprint of it all, not the address: entries can never change, so what is sealed in them could
not follow the keys, and what stands there in clear could never be erased. The fingerprint tells two lines apart and finds a known one again.

**Not built**: phishing-proof factors (passkeys), a scanner for uploads, alerts on unusual work of an officer beyond the daily limit of looks, a second person for resets beside the one who asks.
`;
