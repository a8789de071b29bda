import * as apply from './apply';
import * as exam from './exam';
import * as identity from './identity';
import * as issue from './issue';
import * as person from './person';

/** Every rule a pack may use, by the name its clauses give. */
export const RULES = {
  identityComplete: identity.identityComplete,
  stepOrder: identity.stepOrder,
  cardPhoto: identity.cardPhoto,
  photoQuality: identity.photoQuality,
  cardInfo: identity.cardInfo,
  faceConsent: identity.faceConsent,
  badgesOnTime: identity.badgesOnTime,
  agreementTicked: identity.agreementTicked,

  offered: apply.offered,
  choiceComplete: apply.choiceComplete,
  formComplete: apply.formComplete,
  selfCheck: apply.selfCheck,
  employed: apply.employed,
  authorised: apply.authorised,
  enterpriseTraining: apply.enterpriseTraining,
  nationalCheck: apply.nationalCheck,
  notHeldElsewhere: apply.notHeldElsewhere,
  notHeldHere: apply.notHeldHere,
  noOpenApplication: apply.noOpenApplication,
  insuredByEmployer: apply.insuredByEmployer,
  applicationIn: apply.applicationIn,

  minimumAge: person.minimumAge,

  roleIs: exam.roleIs,
  relationIs: exam.relationIs,
  planIn: exam.planIn,
  candidatesTrained: exam.candidatesTrained,
  examForm: exam.examForm,
  passRows: exam.passRows,

  kindIssued: issue.kindIssued,
  employerOfHolder: issue.employerOfHolder,
  sealOfKind: issue.sealOfKind,
  filedFirst: issue.filedFirst,
  activatable: issue.activatable,
  deactivatable: issue.deactivatable,
  issued: issue.issued,
};
