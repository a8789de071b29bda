import { defineMachine } from '../machine';

/** 实名认证. VERIFIED and LEDGERED are two separate badges; only LEDGERED may sign up or activate (CQ-30, A-09). */
export const identity = defineMachine({
  name: 'Identity',
  labelZh: '实名认证',
  initial: 'NONE',
  states: {
    NONE: '未认证',
    PHOTO_OK: '身份证照片已通过',
    PHOTO_REJECTED: '身份证照片未通过',
    INFO_OK: '身份信息已确认',
    FACE_PENDING: '人脸核验中',
    FACE_FAILED: '人脸核验未通过',
    MANUAL_REVIEW: '人工核验中',
    VERIFIED: '已认证，待入库',
    LEDGERED: '已认证，已入库',
    REVOKED: '认证已撤销',
  },
  events: {
    acceptPhoto: '采用身份证照片',
    rejectPhoto: '退回身份证照片',
    confirmInfo: '确认身份信息',
    startFace: '开始人脸核验',
    passFace: '通过人脸核验',
    failFace: '记录人脸核验失败',
    requestManualReview: '申请人工核验',
    approveManualReview: '通过人工核验',
    rejectManualReview: '退回人工核验',
    enterLedger: '入库',
    revoke: '撤销认证',
  },
  terminal: ['REVOKED'],
  transitions: [
    // The worker's own upload is judged at once, so the worker is the actor of both answers; a retake is always open before the face check.
    { from: ['NONE', 'PHOTO_REJECTED', 'PHOTO_OK', 'INFO_OK', 'FACE_FAILED'], event: 'acceptPhoto', to: 'PHOTO_OK', who: 'WORKER', guards: ['CQ-33', 'CQ-34'] },
    { from: ['NONE', 'PHOTO_REJECTED', 'PHOTO_OK', 'INFO_OK', 'FACE_FAILED'], event: 'rejectPhoto', to: 'PHOTO_REJECTED', who: 'WORKER', guards: ['CQ-33', 'CQ-34'] },
    { from: 'PHOTO_OK', event: 'confirmInfo', to: 'INFO_OK', who: 'WORKER', guards: ['CQ-35'] },
    // From FACE_PENDING again: the person closed the app in the middle of the check.
    { from: ['INFO_OK', 'FACE_PENDING', 'FACE_FAILED'], event: 'startFace', to: 'FACE_PENDING', who: 'WORKER', guards: ['CQ-29'] },
    { from: 'FACE_PENDING', event: 'passFace', to: 'VERIFIED', who: 'SYSTEM', guards: ['CQ-02', 'O-15'], notify: 'identity.verified' },
    { from: 'FACE_PENDING', event: 'failFace', to: 'FACE_FAILED', who: 'SYSTEM', guards: ['O-15'] },
    // The way without a face (O-18), also for a card that no camera reads.
    { from: ['PHOTO_REJECTED', 'INFO_OK', 'FACE_PENDING', 'FACE_FAILED'], event: 'requestManualReview', to: 'MANUAL_REVIEW', who: 'WORKER', guards: ['O-18'] },
    { from: 'MANUAL_REVIEW', event: 'approveManualReview', to: 'VERIFIED', who: 'AUTHORITY_REVIEWER', guards: ['O-18'], notify: 'identity.verified' },
    { from: 'MANUAL_REVIEW', event: 'rejectManualReview', to: 'PHOTO_REJECTED', who: 'AUTHORITY_REVIEWER', guards: ['O-18'], notify: 'identity.manualRejected' },
    { from: 'VERIFIED', event: 'enterLedger', to: 'LEDGERED', who: ['SYSTEM', 'AUTHORITY_REVIEWER'], guards: ['CQ-30'], notify: 'identity.ledgered' },
    { from: ['VERIFIED', 'LEDGERED'], event: 'revoke', to: 'REVOKED', who: 'AUTHORITY_REVIEWER', guards: ['CQ-23'], notify: 'identity.revoked' },
  ],
});
