/**
 * Every refusal: its stable code, what is wrong, and what to do next. `{name}` is filled in by the rule; a day arrives as 2023年7月15日.
 * Written for somebody who reads slowly: one sentence each, no law talk.
 */
export const MESSAGES = {
  SERVICE_NOT_OFFERED: ['{province}没有开通这项业务', '请返回首页，选择其他业务'],
  // real name
  IDENTITY_REQUIRED: ['您尚未完成实名认证，{act}', '请到“我的”-“实名认证”完成认证后再办'],
  LEDGER_PENDING: ['信息待入库，暂时不能办理', '您已通过认证，出现“已入库”标记后再办'],
  IDENTITY_STEP_ORDER: ['请按顺序办理：先拍身份证，再核对信息，最后拍本人照片', '请返回上一步'],
  IDENTITY_DONE: ['您已完成实名认证，不用再做', '可以直接办理业务'],
  IDENTITY_IN_REVIEW: ['您的资料正在人工核验', '请等待核验结果，会在消息里通知您'],
  CARD_REQUIRED: ['请上传身份证照片', '请点击拍摄本人身份证'],
  CARD_NOT_ORIGINAL: ['请拍摄本人有效的二代身份证原件', '复印件、翻拍照片、临时身份证都不行，请重新拍摄'],
  ID_EXPIRED: ['身份证已于{date}到期', '请换领新身份证后重新拍摄'],
  CARD_EDGE_MISSING: ['身份证边框不完整，请重新拍摄', '请把身份证四个角都放进框里'],
  CARD_BLURRED: ['照片模糊，请保持字体清晰', '请擦净镜头，拿稳手机重新拍摄'],
  CARD_GLARE: ['反光强烈，请关闭闪光灯', '请换个角度，避开灯光重新拍摄'],
  CARD_NOT_FOUND: ['照片里没有找到身份证', '请把身份证放平，重新拍摄'],
  NAME_REQUIRED: ['请填写您的真实姓名', '姓名要和身份证上一样'],
  ID_NUMBER_REQUIRED: ['请填写您的身份证号码', '共18位，最后一位可能是X'],
  ID_NUMBER_INVALID: ['身份证号码有误', '请对照身份证逐位核对'],
  ID_MISMATCH: ['填写的信息与身份证照片不一致', '请核对姓名和身份证号，或重新拍摄身份证'],
  CONSENT_REQUIRED: ['人脸识别需要您单独同意', '不想刷脸的，可以申请人工核验'],
  BADGES_LATE: ['认证后较长时间没有出现“已认证”“已入库”', '请联系客服{hotline}'],
  AGREEMENT_REQUIRED: ['请先阅读并同意《服务协议》和《隐私权政策》', '请勾选后再登录'],
  // application
  ITEM_NOT_OFFERED: ['{province}不受理“{item}”的报名', '请选择列表中的其他类型'],
  EXAM_TYPE_REQUIRED: ['请选择报名类型', '选好后再提交'],
  INSTITUTION_REQUIRED: ['请选择培训机构', '选好后再提交'],
  PHOTO_REQUIRED: ['请上传本人照片', '请拍一张正面免冠照片'],
  DECLARATION_REQUIRED: ['请确认所填信息真实', '请勾选承诺后再提交'],
  SELF_CHECK_REQUIRED: ['请先查询您在全国的持证情况', '打开查询网址看过以后，勾选“已查询”'],
  EMPLOYMENT_REQUIRED: ['请先完成实名认证并与企业建立聘用关系', '请到“我的”-“聘用关系”申请，等企业确认后再报名'],
  INSTITUTION_NOT_AUTHORISED: ['{institution}现在不能办理“{item}”', '请选择其他培训机构'],
  ENTERPRISE_ONSITE: ['企业自主培训的，要到现场报名审核', '请到{address}办理'],
  HELD_ELSEWHERE: ['您在{province}持有有效{item}证书，不受理', '请先在{province}注销该证书，或办理调出'],
  ALREADY_HELD: ['您已持有有效{item}证书，不用再报名', '请到“证书”查看'],
  APPLICATION_EXISTS: ['您已报名“{item}”，正在办理', '请到“我的报名”查看进度'],
  TOO_YOUNG: ['未满{age}周岁，不能报名', '年满{age}周岁后再来'],
  NOT_INSURED: ['没有查到{employer}为您缴纳的社保', '请联系企业缴纳社保后重新提交'],
  INSURANCE_MISMATCH: ['社保单位与聘用企业不一致：社保在{insuredBy}，聘用企业是{employer}', '请更正聘用关系或社保后重新提交'],
  CHECK_NOT_PASSED: ['审核还没有通过，不能开始培训', '请等待审核结果'],
  // exam
  ROLE: ['这项业务只能由{who}办理', '请联系{who}'],
  NOT_FOUND: ['没有找到', '请返回列表重新选择'],
  PLAN_NOT_APPROVED: ['考试计划还没有通过审批', '请等待主管部门审批'],
  NO_CANDIDATES: ['考试计划里没有考生', '请先添加考生'],
  CANDIDATES_LACK_HOURS: ['学时没有修满：{names}', '请等他们修满学时，或从计划中移出'],
  CANDIDATES_NOT_TRAINED: ['还没有完成培训：{names}', '请等他们完成培训，或从计划中移出'],
  COMPUTER_ONLY: ['这门考试要在电脑上进行，手机不能考', '请按准考信息到考场参加考试'],
  MOBILE_ONLY: ['这门考试在手机上进行', '请用手机打开小程序参加考试'],
  NO_ROWS: ['名单里没有人', '请先导入合格人员'],
  ROW_NOT_PASSED: ['考试成绩不合格：{names}', '请从名单中删除后再签发'],
  ROW_IDENTITY: ['没有完成实名认证：{names}', '请从名单中删除，或等其完成认证'],
  ROW_DUPLICATE: ['重复持证：{names}', '请从名单中删除'],
  ROW_NUMBER: ['没有证书编号：{names}', '请重新生成编号'],
  // certificate
  EMPLOYER_REQUIRED: ['这种证书必须有聘用企业', '请先与企业建立聘用关系'],
  KIND_NOT_ISSUED: ['本省不签发这种证书', '请核对证书种类'],
  WRONG_ISSUER: ['签发单位不对', '请由规定的单位签发'],
  WRONG_SEAL: ['印章不对', '请使用规定的印章'],
  NOT_FILED: ['还没有在主管部门备案', '请等主管部门导入备案后再发证'],
  NO_CERTIFICATE: ['没有找到您的证书', '请核对后再来'],
  NOT_ACTIVATABLE: ['这本证书现在不能激活', '请到“证书”查看它的状态'],
  NOT_ACTIVE: ['证书没有激活', '不用取消激活'],
  IDENTITY_COMPLETE: ['持证人已完成实名认证', '不能取消激活'],
  NOT_ISSUED_YET: ['证书还没有签发', '签发后会通知您'],
  CERT_LAPSED: ['证书已于{date}到期失效，不能再办理', '请重新报名考试取证'],
} as const satisfies Record<string, readonly [messageZh: string, nextStepZh: string]>;

export type Code = keyof typeof MESSAGES;

/** What is being waited for, by its name; the person is told when it has answered. */
export const PENDING_ZH: Readonly<Record<string, string>> = {
  NATIONAL_HOLDINGS: '正在向全国平台核对您的持证情况，有结果会通知您',
  NATIONAL_STATE: '全国平台上有一本证书的状态不明，正在由工作人员核对',
  SOCIAL_INSURANCE: '社保核查还没有结果，有结果会通知您',
  REGISTRY: '正在查询证书登记信息，有结果会通知您',
  LEDGER: '信息待入库，请等待',
  WORKING_DAYS: '期限要按工作日历计算，请稍后再看',
};
