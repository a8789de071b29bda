import { defineMachine } from '../machine';

const HOLDER_CHANNELS = ['WORKER', 'ENTERPRISE_STAFF', 'BASE_AGENT'] as const;

/** 证书. Which of the holder's channels (person, enterprise, base) may act is the pack's word (JS-06…08). 作废, 撤销, 吊销, 注销, 失效 are never merged. */
export const certificate = defineMachine({
  name: 'Certificate',
  labelZh: '证书',
  initial: 'ISSUED',
  states: {
    ISSUED: '已签发，未激活',
    ACTIVE: '有效',
    DEACTIVATED: '已取消激活',
    EXTENDING: '延期办理中',
    CHANGING: '变更办理中',
    TRANSFER_OUT: '调出办理中',
    SUSPENDED: '暂扣',
    TRANSFERRED_OUT: '已调出',
    EXPIRED: '失效（已过有效期）',
    CANCELLED: '注销',
    RESCINDED: '撤销',
    REVOKED: '吊销',
    VOIDED: '作废',
    REPLACED: '已换发新证',
  },
  events: {
    activate: '激活证书',
    deactivate: '取消激活',
    reactivate: '重新激活证书',
    requestExtension: '申请延期',
    extend: '批准延期',
    refuseExtension: '不予延期',
    requestChange: '申请变更',
    completeChange: '批准变更',
    refuseChange: '不予变更',
    requestTransferOut: '申请调出',
    undoTransferOut: '取消调出',
    confirmTransferOut: '确认调出',
    suspend: '暂扣证书',
    restore: '发还证书',
    expire: '到期失效',
    cancel: '注销证书',
    rescind: '撤销证书',
    revoke: '吊销证书',
    voidCertificate: '作废证书',
    replace: '换发新证',
  },
  terminal: ['TRANSFERRED_OUT', 'EXPIRED', 'CANCELLED', 'RESCINDED', 'REVOKED', 'VOIDED', 'REPLACED'],
  transitions: [
    { from: 'ISSUED', event: 'activate', to: 'ACTIVE', who: ['WORKER', 'SYSTEM'], guards: ['CQ-22', 'CQ-30'], notify: 'certificate.activated' },
    { from: 'ACTIVE', event: 'deactivate', to: 'DEACTIVATED', who: ['AUTHORITY_ISSUER', 'SYSTEM'], guards: ['CQ-23'], notify: 'certificate.deactivated' },
    { from: 'DEACTIVATED', event: 'reactivate', to: 'ACTIVE', who: ['WORKER', 'SYSTEM'], guards: ['CQ-22', 'CQ-30'], notify: 'certificate.activated' },
    {
      from: 'ACTIVE', event: 'requestExtension', to: 'EXTENDING', who: HOLDER_CHANNELS,
      guards: ['CQ-11', 'CQ-12', 'CQ-14', 'QH-25', 'QH-26', 'QH-29', 'HN-20', 'JS-06', 'JS-07', 'JS-08'],
    },
    { from: 'EXTENDING', event: 'extend', to: 'ACTIVE', who: ['AUTHORITY_ISSUER', 'SYSTEM'], guards: ['CQ-11', 'CQ-14', 'JS-05', 'JS-22'], notify: 'certificate.extended' },
    { from: 'EXTENDING', event: 'refuseExtension', to: 'ACTIVE', who: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'], notify: 'certificate.extensionRefused' },
    { from: 'ACTIVE', event: 'requestChange', to: 'CHANGING', who: HOLDER_CHANNELS, guards: ['QH-04', 'HN-20', 'JS-06', 'JS-07', 'JS-08'] },
    { from: 'CHANGING', event: 'completeChange', to: 'ACTIVE', who: ['AUTHORITY_ISSUER', 'SYSTEM'], guards: ['JS-05', 'JS-22'], notify: 'certificate.changed' },
    { from: 'CHANGING', event: 'refuseChange', to: 'ACTIVE', who: ['AUTHORITY_REVIEWER', 'AUTHORITY_ISSUER'], notify: 'certificate.changeRefused' },
    { from: 'ACTIVE', event: 'requestTransferOut', to: 'TRANSFER_OUT', who: ['WORKER', 'ENTERPRISE_STAFF'], guards: ['QH-03', 'QH-30'] },
    { from: 'TRANSFER_OUT', event: 'undoTransferOut', to: 'ACTIVE', who: ['WORKER', 'ENTERPRISE_STAFF', 'AUTHORITY_ISSUER'], guards: ['QH-03'] },
    // The other province has received it: from here on it is unusable.
    { from: 'TRANSFER_OUT', event: 'confirmTransferOut', to: 'TRANSFERRED_OUT', who: ['AUTHORITY_ISSUER', 'SYSTEM'], guards: ['QH-03'], notify: 'certificate.transferredOut' },
    { from: ['ACTIVE', 'EXTENDING', 'CHANGING', 'TRANSFER_OUT'], event: 'suspend', to: 'SUSPENDED', who: 'AUTHORITY_ISSUER', notify: 'certificate.suspended' },
    { from: 'SUSPENDED', event: 'restore', to: 'ACTIVE', who: 'AUTHORITY_ISSUER', notify: 'certificate.restored' },
    // Not from EXTENDING: who applied in time does not lose the certificate to a slow desk.
    {
      from: ['ISSUED', 'ACTIVE', 'DEACTIVATED', 'CHANGING', 'TRANSFER_OUT', 'SUSPENDED'], event: 'expire', to: 'EXPIRED', who: 'SYSTEM',
      guards: ['CQ-12', 'CQ-14', 'CQ-20', 'HN-19'], notify: 'certificate.expired',
    },
    { from: ['ISSUED', 'ACTIVE', 'DEACTIVATED'], event: 'cancel', to: 'CANCELLED', who: [...HOLDER_CHANNELS, 'AUTHORITY_ISSUER', 'SYSTEM'], guards: ['CQ-24', 'CQ-26', 'HN-20', 'JS-09'], notify: 'certificate.cancelled' },
    // A holder cannot walk away from a suspension or an open case by cancelling.
    { from: ['EXTENDING', 'CHANGING', 'TRANSFER_OUT', 'SUSPENDED'], event: 'cancel', to: 'CANCELLED', who: 'AUTHORITY_ISSUER', guards: ['CQ-26'], notify: 'certificate.cancelled' },
    {
      from: ['ISSUED', 'ACTIVE', 'DEACTIVATED', 'EXTENDING', 'CHANGING', 'TRANSFER_OUT', 'SUSPENDED'], event: 'rescind', to: 'RESCINDED', who: 'AUTHORITY_ISSUER',
      guards: ['JX-18'], notify: 'certificate.rescinded',
    },
    { from: ['ISSUED', 'ACTIVE', 'DEACTIVATED', 'EXTENDING', 'CHANGING', 'TRANSFER_OUT', 'SUSPENDED'], event: 'revoke', to: 'REVOKED', who: 'AUTHORITY_ISSUER', notify: 'certificate.revoked' },
    { from: ['ISSUED', 'ACTIVE', 'DEACTIVATED'], event: 'voidCertificate', to: 'VOIDED', who: ['AUTHORITY_ISSUER', 'SYSTEM'], guards: ['HN-09', 'HN-12', 'HN-13', 'A-13'], notify: 'certificate.voided' },
    { from: ['ISSUED', 'ACTIVE', 'DEACTIVATED'], event: 'replace', to: 'REPLACED', who: 'SYSTEM', guards: ['CQ-43'], notify: 'certificate.replaced' },
  ],
});
