import { defineMachine } from '../machine';

/** 安全员转岗 (Chongqing). The choice is final for every role: no event leads back to ENTRY (CQ-37, A-08). */
export const postTransfer = defineMachine({
  name: 'PostTransfer',
  labelZh: '安全员转岗',
  initial: 'ENTRY',
  states: {
    ENTRY: '待选岗',
    CHOSEN: '已选岗，待人脸识别',
    FACE_OK: '人脸识别通过，待学习',
    LEARNING: '学习中',
    COMPLETED: '课程已完成，等待出证',
    CERT_QUERYABLE: '新证书可查询',
    CLOSED: '转岗申请已截止',
    CERTIFICATE_GONE: '原证书已不在，不能换发',
  },
  events: {
    choosePost: '选择岗位',
    passFace: '通过人脸识别',
    rejectManual: '人工核验不通过',
    startLearning: '开始学习',
    complete: '完成课程',
    orderCertificate: '制发新证书',
    publish: '开放证书查询',
    close: '截止转岗',
    loseCertificate: '原证书已不在，终止转岗',
  },
  terminal: ['CERT_QUERYABLE', 'CLOSED', 'CERTIFICATE_GONE'],
  transitions: [
    { from: 'ENTRY', event: 'choosePost', to: 'CHOSEN', who: 'WORKER', guards: ['CQ-16', 'CQ-17', 'CQ-18', 'CQ-19', 'CQ-37'] },
    // SYSTEM brings the face service's answer, the reviewer the way without a face (O-18).
    { from: 'CHOSEN', event: 'passFace', to: 'FACE_OK', who: ['SYSTEM', 'AUTHORITY_REVIEWER'], guards: ['CQ-38', 'O-15', 'O-18'] },
    // Nothing is lost: the choice stays, and the face check or another look is open.
    { from: 'CHOSEN', event: 'rejectManual', to: 'CHOSEN', who: 'AUTHORITY_REVIEWER', guards: ['O-18'], notify: 'transfer.manualRejected' },
    { from: 'FACE_OK', event: 'startLearning', to: 'LEARNING', who: 'WORKER', guards: ['CQ-21', 'CQ-38'] },
    {
      from: 'LEARNING',
      event: 'complete',
      to: 'COMPLETED',
      who: 'SYSTEM',
      guards: ['CQ-39', 'CQ-41', 'CQ-42'],
      notify: 'transfer.completed',
    },
    // The working day after has come; and once more when nothing could be made before.
    { from: 'COMPLETED', event: 'orderCertificate', to: 'COMPLETED', who: 'SYSTEM', guards: ['CQ-21', 'CQ-43'] },
    {
      from: 'COMPLETED',
      event: 'publish',
      to: 'CERT_QUERYABLE',
      who: 'SYSTEM',
      guards: ['CQ-21', 'CQ-43'],
      notify: 'transfer.certificateReady',
    },
    // An authority has ended the old certificate, or it was cancelled: there is nothing to exchange, and trying again would not change that.
    {
      from: 'COMPLETED',
      event: 'loseCertificate',
      to: 'CERTIFICATE_GONE',
      who: 'SYSTEM',
      guards: ['CQ-43'],
      notify: 'transfer.certificateGone',
    },
    {
      from: ['ENTRY', 'CHOSEN', 'FACE_OK', 'LEARNING'],
      event: 'close',
      to: 'CLOSED',
      who: 'SYSTEM',
      guards: ['CQ-19', 'CQ-20'],
      notify: 'transfer.closed',
    },
  ],
});
