/**
 * Every message the product sends about a case: a title and a body with the blanks to fill. `{number}` is the case or certificate number,
 * `{subject}` what it is about (post, category, course), `{reason}` the officer's words, `{deadline}` the last day, `{place}` where to go.
 * Each body says what changed and what to do next.
 */
export const NOTIFICATIONS = {
  'identity.verified': {
    title: '实名认证已通过',
    body: '您的实名认证已通过，正在入库。入库后即可报名和办理证书业务，请留意“我的-实名认证”。',
  },
  'identity.heldElsewhere': {
    title: '找到您以前的账号',
    body: '您以前用别的手机号做过实名认证。请打开“我的-实名认证”找回那个账号，证书、学时和报名都在里面。',
  },
  'identity.ledgered': { title: '实名信息已入库', body: '您的实名信息已入库，现在可以报名、办理证书业务。' },
  'identity.manualRejected': { title: '人工核验未通过', body: '您的人工核验未通过，原因：{reason}。请重新上传身份证照片。' },
  'identity.revoked': {
    title: '实名认证已撤销',
    body: '您的实名认证已被撤销，原因：{reason}。名下证书将取消激活，如有异议请联系主管部门。',
  },
  'account.tokenReused': {
    title: '登录安全提醒',
    body: '您在一台设备上的登录凭证被别处使用，为了安全，那台设备已退出登录。如不是您本人操作，请换一个手机锁屏密码，再重新登录。',
  },
  'account.phoneChanged': {
    title: '登录手机号已更换',
    body: '您的账号现在用尾号{number}的手机号登录，其他设备已退出登录。如不是您本人操作，请马上联系主管部门。',
  },
  'account.recovered': {
    title: '账号已找回',
    body: '您通过实名核验找回了账号，现在用尾号{number}的手机号登录，以前的手机号和设备不能再登录。如不是您本人操作，请马上联系主管部门。',
  },
  'account.passwordChanged': {
    title: '登录密码已修改',
    body: '您的账号密码刚刚改过，其他设备已退出登录。如不是您本单位操作，请马上用“忘记密码”取新密码，并联系主管部门。',
  },
  'account.manyLooks': {
    title: '证件查看次数异常',
    body: '{office}的{name}今天已查看身份证和证件号码{number}次，达到当天上限。请核实是否为工作需要，每次查看都在操作留痕里。',
  },
  'employment.requested': { title: '有一份聘用申请等您确认', body: '{subject}申请与您建立聘用关系，请打开核对后确认或拒绝。' },
  'employment.confirmed': { title: '聘用关系已建立', body: '{subject}的聘用关系已确认，现在可以报名。' },
  'employment.declined': { title: '聘用申请未同意', body: '{subject}的聘用申请未被同意，原因：{reason}。请与对方核实后重新申请。' },
  'employment.ended': { title: '聘用关系已解除', body: '{subject}的聘用关系已解除。如需报名，请先与新单位建立聘用关系。' },
  'application.checkPending': {
    title: '报名等待核验',
    body: '报名{number}（{subject}）已收到，外部核验系统暂时连不上。恢复后会自动核验，您不用重新提交。',
  },
  'application.checkPassed': { title: '报名核验通过', body: '报名{number}（{subject}）已通过系统核验，正在等待培训机构审核。' },
  'application.checkFailed': { title: '报名未受理', body: '报名{number}（{subject}）未受理，原因：{reason}。处理后可重新提交。' },
  'application.institutionReturned': {
    title: '报名需要修改',
    body: '报名{number}（{subject}）被培训机构退回，原因：{reason}。请修改后重新提交。',
  },
  'application.institutionRejected': {
    title: '报名未通过',
    body: '报名{number}（{subject}）未通过培训机构审核，原因：{reason}。您可以重新报名。',
  },
  'application.institutionPassed': {
    title: '机构审核通过',
    body: '报名{number}（{subject}）已通过培训机构审核，下一步由主管部门核查社保，请耐心等待。',
  },
  'application.authorityRejected': {
    title: '社保核查未通过',
    body: '报名{number}（{subject}）未通过社保核查，原因：{reason}。请与单位核对社保后重新报名。',
  },
  'application.authorityPassed': { title: '审核通过，等待培训', body: '报名{number}（{subject}）已审核通过，请等待培训机构通知开班。' },
  'application.acceptedOnsite': {
    title: '现场报名已受理',
    body: '报名{number}（{subject}）已在{place}现场审核通过，企业培训不用再上课。请等待主管部门安排考试，时间地点会通知您。',
  },
  'application.onsiteCancelled': {
    title: '现场报名已撤销',
    body: '报名{number}（{subject}）的现场报名已被撤销，原因：{reason}。如需报名，请带材料再到现场办理。',
  },
  'application.trainingStarted': {
    title: '开始培训',
    body: '报名{number}（{subject}）已编入班次，地点：{place}，请最迟在{deadline}当天完成学习。',
  },
  'application.trainingLeft': {
    title: '已退出班次',
    body: '报名{number}（{subject}）已退出班次，原因：{reason}。请等待培训机构重新安排。',
  },
  'application.examNotice': {
    title: '考试通知',
    body: '报名{number}（{subject}）的考试定于{deadline}，地点：{place}。请带身份证提前到场。',
  },
  'application.examUnscheduled': {
    title: '考试安排已取消',
    body: '报名{number}（{subject}）的考试安排已取消，原因：{reason}。请等待重新安排。',
  },
  'application.examPassed': { title: '考试合格', body: '报名{number}（{subject}）考试合格，请等待证书签发。' },
  'application.examFailed': { title: '考试不合格', body: '报名{number}（{subject}）考试不合格，您可以重新报名。' },
  'application.scoreVoided': { title: '成绩作废', body: '报名{number}（{subject}）的成绩已作废，原因：{reason}。如有异议请联系主管部门。' },
  'application.certified': { title: '证书已签发', body: '您的{subject}证书已签发，证书编号：{number}。请到“我的证书”查看和下载。' },
  'study.completed': { title: '课程已完成', body: '恭喜，您已完成{subject}课程。' },
  'study.closed': { title: '学习已截止', body: '{subject}课程已过截止时间，不能再学习。请联系培训机构了解后续办法。' },
  'exam.voided': { title: '考试作废', body: '您的{subject}考试（准考证号{number}）已作废，原因：{reason}。如有异议请联系主管部门。' },
  'examPlan.returned': { title: '考试计划被退回', body: '考试计划{number}被退回，原因：{reason}。请修改后重新提交。' },
  'examPlan.approved': { title: '考试计划已通过', body: '考试计划{number}已审批通过，请安排考场、座位和时间。' },
  'examPlan.roomTaken': {
    title: '主管部门用您的机房考试',
    body: '考试计划{number}（{subject}）由主管部门安排在{place}，{deadline}开考。请准备机房，到时在“考试计划”里开考、监考。',
  },
  'examPlan.cancelled': { title: '考试计划已取消', body: '考试计划{number}已取消，原因：{reason}。' },
  'batch.signFailed': { title: '签发失败', body: '批次{number}签发失败，原因：{reason}。没有证书发出，请稍后重试。' },
  'batch.issued': { title: '签发完成', body: '批次{number}已全部签发。' },
  'certificate.recorded': { title: '找到了您的证书', body: '您的{subject}证书（{number}）已登记，请到“我的证书”查看。' },
  'certificate.activated': { title: '证书已激活', body: '您的{subject}证书（{number}）已激活，可以使用。' },
  'certificate.deactivated': {
    title: '证书已取消激活',
    body: '您的{subject}证书（{number}）已取消激活，请完成实名认证，再到“我的证书”重新激活。',
  },
  'certificate.extended': { title: '证书已延期', body: '您的{subject}证书（{number}）已延期，有效期至{deadline}。' },
  'certificate.extensionRefused': {
    title: '证书延期未通过',
    body: '您的{subject}证书（{number}）延期未通过，原因：{reason}。证书有效期至{deadline}。',
  },
  'certificate.changed': { title: '证书已变更', body: '您的{subject}证书（{number}）已变更，请到“我的证书”查看新证书。' },
  'certificate.changeRefused': {
    title: '证书变更未通过',
    body: '您的{subject}证书（{number}）变更未通过，原因：{reason}。请核对后重新申请。',
  },
  'certificate.rechecked': { title: '证书已通过复核', body: '您的{subject}证书（{number}）已通过复核，请到“我的证书”查看新证书。' },
  'certificate.recheckRefused': {
    title: '证书复核未通过',
    body: '您的{subject}证书（{number}）复核未通过，原因：{reason}。如有异议请联系主管部门。',
  },
  'certificate.reissued': { title: '证书已补办', body: '您的{subject}证书（{number}）已补办，请到“我的证书”查看新证书。' },
  'certificate.transferredOut': {
    title: '证书已调出',
    body: '您的{subject}证书（{number}）已调出，本省证书不能再使用，请到调入省份办理。',
  },
  'certificate.suspended': { title: '证书已暂扣', body: '您的{subject}证书（{number}）已被暂扣，原因：{reason}。暂扣期间不能使用。' },
  'certificate.restored': { title: '证书已发还', body: '您的{subject}证书（{number}）已发还，可以继续使用。' },
  'certificate.expired': { title: '证书已失效', body: '您的{subject}证书（{number}）已过有效期，不能再延期。如需使用请重新报名。' },
  'certificate.cancelled': { title: '证书已注销', body: '您的{subject}证书（{number}）已注销，原因：{reason}。如需使用请重新报名。' },
  'certificate.rescinded': { title: '证书已撤销', body: '您的{subject}证书（{number}）已被撤销，原因：{reason}。如有异议请联系主管部门。' },
  'certificate.revoked': { title: '证书已吊销', body: '您的{subject}证书（{number}）已被吊销，原因：{reason}。如有异议请联系主管部门。' },
  'certificate.voided': {
    title: '证书已作废',
    body: '您的{subject}证书（{number}）已作废，原因：{reason}。请到“我的证书”查看下一步怎么办。',
  },
  'certificate.replaced': { title: '已换发新证书', body: '您的原证书（{number}）已换为{subject}证书，请到“我的证书”查看。' },
  'ce.windowOpens': { title: '可以报名继续教育', body: '您的{subject}证书（{number}）现在可以报名继续教育，请最迟在{deadline}当天报名。' },
  'ce.windowCloses': {
    title: '继续教育报名快截止了',
    body: '您的{subject}证书（{number}）继续教育报名到{deadline}截止，错过后证书不能延期，请尽快报名。',
  },
  'ce.extensionOpens': { title: '可以申请证书延期', body: '您的{subject}证书（{number}）现在可以申请延期，请最迟在{deadline}当天申请。' },
  'ce.extensionCloses': {
    title: '证书延期快截止了',
    body: '您的{subject}证书（{number}）申请延期到{deadline}截止，错过后证书会失效，请马上申请。',
  },
  'ce.returned': {
    title: '继续教育学时被退回',
    body: '{subject}证书（{number}）的继续教育学时被退回，原因：{reason}。请联系培训机构重新上报。',
  },
  'ce.confirmed': { title: '继续教育已确认', body: '您的{subject}证书（{number}）继续教育已确认，请到“我的证书”办理下一步。' },
  'ce.missed': {
    title: '已错过继续教育时间',
    body: '您的{subject}证书（{number}）已错过继续教育和延期的时间，{deadline}后失效。如需使用请重新报名。',
  },
  'ce.scheduled': { title: '继续教育考核已安排', body: '您的{subject}继续教育考核时间：{deadline}，地点：{place}。请带身份证按时到场。' },
  'ce.failed': { title: '继续教育考核未通过', body: '您的{subject}继续教育考核未通过，请联系培训机构安排补考。' },
  'ce.voided': {
    title: '继续教育考核成绩作废',
    body: '您的{subject}证书（{number}）继续教育考核成绩已作废，原因：{reason}。请联系培训机构重新安排考核，如有异议请联系主管部门。',
  },
  'ce.classEnded': {
    title: '班次已结束，学时没有修满',
    body: '您的{subject}证书（{number}）继续教育班次已结束，学时没有修满。证书有效期至{deadline}，请尽快到“继续教育”重新选择班次。',
  },
  'service.renewalOpens': {
    title: '证书可以办理延续',
    body: '您的{subject}证书（{number}）{deadline}到期，现在可以办理延续。请打开看由谁申请，可以一键请单位办理。',
  },
  'service.renewalCloses': {
    title: '证书快到期了',
    body: '您的{subject}证书（{number}）{deadline}到期，过期后不能再办理延续。请马上办理，或一键请单位办理。',
  },
  'service.refused': { title: '业务未通过', body: '您的{subject}证书（{number}）{post}未通过，原因：{reason}。可以改好后重新申请。' },
  'service.asked': { title: '员工请您办理证书业务', body: '本单位{subject}证书（{number}）的持证人请贵单位办理{post}，请打开查看。' },
  'service.baseAsked': {
    title: '有人请基地代办证书业务',
    body: '{subject}证书（{number}）的持证人或其单位请贵基地代办{post}，请打开“代办证书”查看。',
  },
  'service.askedForYou': {
    title: '已有人代您申请',
    body: '{place}已代您所在单位为您的{subject}证书（{number}）申请{post}，可以在这里看进度。不是您请的，请联系主管部门。',
  },
  'ceHours.entered': {
    title: '继续教育学时已录入',
    body: '您的证书（{number}）{subject}继续教育{post}学时已审核录入，可以在“年度学时”里看还差多少。',
  },
  'finding.proposed': {
    title: '证书可能被作废',
    body: '您的{subject}证书（{number}）{reason}，可能被作废。请最迟在{deadline}当天到“年度学时”说明情况，或请培训机构补报学时。',
  },
  'finding.dismissed': {
    title: '证书不作废',
    body: '您的{subject}证书（{number}）经核实不作废：{reason}。证书照常使用，请继续完成每年的学时。',
  },
  'ceBatch.returned': { title: '上报批次被退回', body: '上报批次{number}被退回，原因：{reason}。请修改后重新上报。' },
  'ceBatch.entered': { title: '上报批次已录入', body: '上报批次{number}已审核录入。' },
  'exchange.fileCheck': {
    title: '请到现场核查档案',
    body: '系统里查不到您的证书（{number}）。请最迟在{deadline}当天，本人带身份证原件和证书原件到{place}核查档案。',
  },
  'exchange.found': {
    title: '可以换发电子证书',
    body: '您的证书（{number}）已查到，可以换证。请最迟在{deadline}当天完成继续教育并更新证书。',
  },
  'exchange.refused': { title: '这本证书不能换证', body: '您的证书（{number}）不能换证：{reason}。原证书在有效期内可继续使用。' },
  'exchange.assessed': {
    title: '考核合格，可以更新证书',
    body: '您的{subject}证书（{number}）考核合格。请最迟在{deadline}当天到“证书管理”点“更新”。',
  },
  'exchange.remind': {
    title: '您的证书还没有换发',
    body: '您的{subject}证书（{number}）还没有换发电子证书。请最迟在{deadline}当天办完，逾期系统将自动关闭。',
  },
  'exchange.fileAccepted': { title: '档案核查通过', body: '您的证书（{number}）档案核查通过，请完成继续教育后更新证书。' },
  'exchange.fileRefused': { title: '档案核查未通过', body: '您的证书（{number}）档案核查未通过，原因：{reason}。' },
  'exchange.exchanged': {
    title: '已换发电子证书',
    body: '您的{subject}电子证书已生成，编号：{number}，原证书同时作废。请到“我的证书”查看。',
  },
  'exchange.classEnded': {
    title: '班次已结束，学时没有修满',
    body: '您的{subject}证书（{number}）换证的班次已结束，学时没有修满。请尽快到“证书管理”重新选择班次，最迟在{deadline}当天更新证书。',
  },
  'exchange.voided': {
    title: '换证考核成绩作废',
    body: '您的{subject}证书（{number}）换证考核成绩已作废，原因：{reason}。请联系培训机构重新安排考核，如有异议请联系主管部门。',
  },
  'exchange.closed': { title: '换证已截止', body: '证书（{number}）换证已截止。原证书在有效期内可继续使用。' },
  'filing.approved': { title: '换证审核通过', body: '换证{number}（{subject}）已审核通过，请到“我的证书”查看。' },
  'filing.rejected': { title: '换证被驳回', body: '换证{number}（{subject}）被驳回，原因：{reason}。请企业修改后重新提交。' },
  'filing.approvalWithdrawn': {
    title: '换证审核已撤回',
    body: '换证{number}（{subject}）的审核结果已撤回，原因：{reason}。已发的证书编号作废，请等待重新审核。',
  },
  'exemptClaim.returned': { title: '免试申领需要修改', body: '免试申领{number}（{subject}）被退回，原因：{reason}。请修改后重新提交。' },
  'exemptClaim.rejected': {
    title: '免试申领未通过',
    body: '免试申领{number}（{subject}）未通过审核，原因：{reason}。如需取证请报名考试。',
  },
  'exemptClaim.issued': { title: '免试申领已发证', body: '您的{subject}证书已签发，证书编号：{number}。请到“我的证书”查看。' },
  'exemptClaim.closed': {
    title: '免试申领已截止',
    body: '免试申领{number}（{subject}）没有在规定时间内提交，已经截止。如需取证请报名考试。',
  },
  'transfer.manualRejected': {
    title: '人工核验没有通过',
    body: '您的转岗人工核验没有通过：{reason}。可以再做人脸识别，或重新申请人工核验。',
  },
  'transfer.completed': { title: '转岗课程已完成', body: '您已完成{subject}换岗换证课程，{deadline}起可查询新证书。' },
  'transfer.certificateReady': { title: '新证书可以查询了', body: '您的{subject}证书已可查询，编号：{number}。' },
  'transfer.certificateGone': {
    title: '不能换发新证书',
    body: '您已完成转岗课程，但{reason}。如有疑问，请联系主管部门。',
  },
  'transfer.closed': { title: '转岗申请已截止', body: '安全员转岗申请已截止，原证书（{number}）到期后自动失效。' },
  'duplicate.found': {
    title: '请处理重复持证',
    body: '您在{place}持有重复的{subject}证书（{number}）。请最迟在{deadline}当天选择注销其中一本，逾期将公示并依法注销。',
  },
  'duplicate.overdue': {
    title: '重复持证已逾期',
    body: '您未在规定时间内注销重复的{subject}证书（{number}），将进行公示。请尽快注销其中一本。',
  },
  'duplicate.publicized': {
    title: '重复持证正在公示',
    body: '您的{subject}证书（{number}）正在公示，{deadline}后将依法注销。请在此之前注销其中一本。',
  },
  'duplicate.cancelled': {
    title: '重复证书已依法注销',
    body: '您的{subject}证书（{number}）公示期满，已依法注销。如有异议请联系主管部门。',
  },
  'duplicate.closed': { title: '重复持证已处理完毕', body: '{subject}证书（{number}）的重复持证问题已处理完毕，您不用再做什么。' },
} as const satisfies Record<string, { title: string; body: string }>;

export type NotificationKey = keyof typeof NOTIFICATIONS;

type Blanks<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;
/** What a message needs to be filled in: `{number: string; reason: string}`. */
export type NotificationValues<K extends NotificationKey> = Record<Blanks<(typeof NOTIFICATIONS)[K]['body']>, string>;

/** The message as the person reads it. Throws when a blank has no value: a letter with holes is never sent. */
export function renderNotification<K extends NotificationKey>(key: K, values: NotificationValues<K>): { title: string; body: string } {
  const { title, body } = NOTIFICATIONS[key];
  const given: Record<string, string | undefined> = values;
  return {
    title,
    body: body.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = given[name];
      if (!value) throw new Error(`Notification ${key} has no value for {${name}}`);
      return value;
    }),
  };
}
