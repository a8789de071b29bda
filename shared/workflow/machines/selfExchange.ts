import { defineMachine } from '../machine';

/** 个人换证 (Hainan): the holder exchanges an old paper certificate for the electronic one. */
export const selfExchange = defineMachine({
  name: 'SelfExchange',
  labelZh: '换证',
  initial: 'CHECKING',
  states: {
    CHECKING: '证书信息查询中',
    FILE_CHECK: '待现场核查档案',
    ELIGIBLE: '可以换证，请完成继续教育',
    HOURS_MET: '学时已修满，待考核',
    ASSESSED: '考核合格，可以更新证书',
    EXCHANGED: '已换发电子证书',
    CLOSED: '换证已关闭',
  },
  events: {
    confirmFound: '查到证书信息',
    requestFileCheck: '转现场核查档案',
    acceptFile: '档案核查通过',
    refuseFile: '档案核查不通过',
    meetHours: '修满学时',
    passAssessment: '通过考核',
    exchange: '更新证书',
    close: '截止换证',
  },
  terminal: ['EXCHANGED', 'CLOSED'],
  transitions: [
    { from: 'CHECKING', event: 'confirmFound', to: 'ELIGIBLE', who: 'SYSTEM', guards: ['HN-01', 'HN-02', 'HN-03', 'HN-05', 'HN-06'] },
    { from: 'CHECKING', event: 'requestFileCheck', to: 'FILE_CHECK', who: 'SYSTEM', guards: ['HN-03', 'HN-04'], notify: 'exchange.fileCheck' },
    { from: 'FILE_CHECK', event: 'acceptFile', to: 'ELIGIBLE', who: 'AUTHORITY_REVIEWER', guards: ['HN-04'], notify: 'exchange.fileAccepted' },
    { from: 'FILE_CHECK', event: 'refuseFile', to: 'CLOSED', who: 'AUTHORITY_REVIEWER', guards: ['HN-04'], notify: 'exchange.fileRefused' },
    { from: 'ELIGIBLE', event: 'meetHours', to: 'HOURS_MET', who: 'SYSTEM', guards: ['HN-07', 'A-15'] },
    { from: 'HOURS_MET', event: 'passAssessment', to: 'ASSESSED', who: ['SYSTEM', 'INSTITUTION_STAFF'], guards: ['HN-07'] },
    { from: 'ASSESSED', event: 'exchange', to: 'EXCHANGED', who: 'WORKER', guards: ['HN-06', 'HN-07', 'HN-08', 'HN-09'], notify: 'exchange.exchanged' },
    { from: ['CHECKING', 'FILE_CHECK', 'ELIGIBLE', 'HOURS_MET', 'ASSESSED'], event: 'close', to: 'CLOSED', who: 'SYSTEM', guards: ['HN-04', 'HN-06'], notify: 'exchange.closed' },
  ],
});
