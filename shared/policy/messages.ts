/** Why not, and what to do: `{name}` is filled in by the rule; a day arrives as 2023年7月15日. Written for somebody who reads slowly: short sentences, no law talk. */
export interface Message {
  /** Stable; the name of the constant. */
  readonly code: string;
  readonly wrong: string;
  readonly next: string;
  /** The form is only not finished yet, nothing speaks against the person. */
  readonly incomplete?: true;
}

// Next steps that many of them share.
const AGAIN = '请重新报名考试取证';
const TELL = '有结果会通知您';
const LATER = '到时间会提醒您';
const WAIT = '请等待';
const THEN = '选好再提交';
const LIST = '请选列表中的';
const SEE = '请到“证书”查看';
const OFFICE = '请联系发证机关';
const DROP = '请移出名单';
const KEEP = '旧证书有效期内可继续使用';

export const SERVICE_NOT_OFFERED: Message = { code: 'SERVICE_NOT_OFFERED', wrong: '{province}没有开通这项业务', next: '请选择其他业务' };

// real name
export const IDENTITY_REQUIRED: Message = {
  code: 'IDENTITY_REQUIRED',
  wrong: '您尚未完成实名认证，{act}',
  next: '请到“我的”-“实名认证”办理',
};
export const LEDGER_PENDING: Message = { code: 'LEDGER_PENDING', wrong: '信息待入库，暂时不能办理', next: '出现“已入库”标记后再办' };
export const IDENTITY_STEP_ORDER: Message = {
  code: 'IDENTITY_STEP_ORDER',
  wrong: '请先拍身份证，再核对信息，最后拍本人照片',
  next: '请返回上一步',
};
export const IDENTITY_DONE: Message = { code: 'IDENTITY_DONE', wrong: '您已完成实名认证', next: '可以直接办理业务' };
export const IDENTITY_IN_REVIEW: Message = { code: 'IDENTITY_IN_REVIEW', wrong: '您的资料正在人工核验', next: TELL };
export const CARD_REQUIRED: Message = { code: 'CARD_REQUIRED', wrong: '请上传身份证照片', next: '请点击拍摄', incomplete: true };
export const CARD_OTHER_SIDE_REQUIRED: Message = {
  code: 'CARD_OTHER_SIDE_REQUIRED',
  wrong: '还要拍身份证有国徽的那一面',
  next: '有效期印在那一面',
  incomplete: true,
};
export const CARD_NOT_ORIGINAL: Message = {
  code: 'CARD_NOT_ORIGINAL',
  wrong: '请拍摄本人有效的二代身份证原件',
  next: '复印件、翻拍、临时身份证都不行',
};
export const ID_EXPIRED: Message = { code: 'ID_EXPIRED', wrong: '身份证已于{date}到期', next: '请换领新身份证后再拍' };
export const CARD_EDGE_MISSING: Message = { code: 'CARD_EDGE_MISSING', wrong: '身份证边框不完整，请重新拍摄', next: '四个角都要拍进框里' };
export const CARD_BLURRED: Message = { code: 'CARD_BLURRED', wrong: '照片模糊，请保持字体清晰', next: '请擦净镜头，拿稳重拍' };
export const CARD_GLARE: Message = { code: 'CARD_GLARE', wrong: '反光强烈，请关闭闪光灯', next: '请避开灯光重拍' };
export const CARD_NOT_FOUND: Message = { code: 'CARD_NOT_FOUND', wrong: '照片里没有找到身份证', next: '请放平重拍' };
export const NAME_REQUIRED: Message = { code: 'NAME_REQUIRED', wrong: '请填写您的真实姓名', next: '要和身份证上一样', incomplete: true };
export const ID_NUMBER_REQUIRED: Message = { code: 'ID_NUMBER_REQUIRED', wrong: '请填写您的身份证号码', next: '共18位', incomplete: true };
export const ID_NUMBER_INVALID: Message = { code: 'ID_NUMBER_INVALID', wrong: '身份证号码有误', next: '请对照身份证核对' };
export const ID_MISMATCH: Message = { code: 'ID_MISMATCH', wrong: '填写的信息与身份证照片不一致', next: '请核对，或重拍身份证' };
export const CONSENT_REQUIRED: Message = { code: 'CONSENT_REQUIRED', wrong: '人脸识别需要您单独同意', next: '不想刷脸可申请人工核验' };
export const BADGES_LATE: Message = { code: 'BADGES_LATE', wrong: '认证后较长时间没有出现“已认证”“已入库”', next: '请联系客服{hotline}' };
export const AGREEMENT_REQUIRED: Message = {
  code: 'AGREEMENT_REQUIRED',
  wrong: '请先阅读《服务协议》和《隐私权政策》',
  next: '同意请勾选',
};

// application
export const ITEM_NOT_OFFERED: Message = { code: 'ITEM_NOT_OFFERED', wrong: '{province}不受理“{item}”的{what}', next: `${LIST}类型` };
export const EXAM_TYPE_REQUIRED: Message = { code: 'EXAM_TYPE_REQUIRED', wrong: '请选择报名类型', next: THEN, incomplete: true };
export const INSTITUTION_REQUIRED: Message = { code: 'INSTITUTION_REQUIRED', wrong: '请选择培训机构', next: THEN, incomplete: true };
export const PHOTO_REQUIRED: Message = { code: 'PHOTO_REQUIRED', wrong: '请上传本人照片', next: '要正面免冠', incomplete: true };
export const DECLARATION_REQUIRED: Message = {
  code: 'DECLARATION_REQUIRED',
  wrong: '请确认所填信息真实',
  next: '请勾选承诺',
  incomplete: true,
};
export const SELF_CHECK_REQUIRED: Message = {
  code: 'SELF_CHECK_REQUIRED',
  wrong: '请先查询您在全国的持证情况',
  next: '查过后请勾选',
  incomplete: true,
};
export const EMPLOYMENT_REQUIRED: Message = {
  code: 'EMPLOYMENT_REQUIRED',
  wrong: '请先完成实名认证并与企业建立聘用关系',
  next: '请到“我的”-“聘用关系”办理',
};
export const INSTITUTION_NOT_AUTHORISED: Message = {
  code: 'INSTITUTION_NOT_AUTHORISED',
  wrong: '{institution}现在不能办理“{item}”',
  next: '请选择其他机构',
};
export const ENTERPRISE_ONSITE: Message = { code: 'ENTERPRISE_ONSITE', wrong: '企业自主培训的，要现场报名审核', next: '请到{address}办理' };
export const PAPERS_MISSING: Message = {
  code: 'PAPERS_MISSING',
  wrong: '要看的材料没有看全',
  next: '请逐项核对原件后打勾',
  incomplete: true,
};
export const HELD_ELSEWHERE: Message = {
  code: 'HELD_ELSEWHERE',
  wrong: '您在{province}持有有效{item}证书，不受理',
  next: '请先在{province}注销该证书',
};
export const HELD_ELSEWHERE_MOVABLE: Message = {
  code: 'HELD_ELSEWHERE',
  wrong: '您在{province}持有有效{item}证书，不受理',
  next: '请在{province}办理调出，再到{here}办理调入；不再使用的，请在{province}注销',
};
export const EXEMPT_PROOF_REQUIRED: Message = {
  code: 'EXEMPT_PROOF_REQUIRED',
  wrong: '没有查到您的安全员培训考核合格证书，不能免试申领',
  next: '请核对证书，或报名考试取证',
};
export const ALREADY_HELD: Message = { code: 'ALREADY_HELD', wrong: '您已持有有效{item}证书', next: SEE };
export const APPLICATION_EXISTS: Message = { code: 'APPLICATION_EXISTS', wrong: '您已报名“{item}”，正在办理', next: '请到“我的报名”查看' };
export const TOO_YOUNG: Message = { code: 'TOO_YOUNG', wrong: '未满{age}周岁，不能报名', next: '年满{age}周岁再来' };
export const EDUCATION_TOO_LOW: Message = { code: 'EDUCATION_TOO_LOW', wrong: '学历要在{least}以上', next: '请核对学历' };
export const MEDICAL_REQUIRED: Message = { code: 'MEDICAL_REQUIRED', wrong: '请填写体检日期', next: '按体检证明填', incomplete: true };
export const MEDICAL_TOO_OLD: Message = { code: 'MEDICAL_TOO_OLD', wrong: '体检证明已超过{months}个月', next: '请重新体检再报名' };
export const NOT_INSURED: Message = { code: 'NOT_INSURED', wrong: '没有查到{employer}为您缴的社保', next: '请企业缴纳后再提交' };
export const INSURANCE_MISMATCH: Message = {
  code: 'INSURANCE_MISMATCH',
  wrong: '社保单位与聘用企业不一致：社保在{insuredBy}，聘用企业是{employer}',
  next: '请更正后再提交',
};
export const CHECK_NOT_PASSED: Message = { code: 'CHECK_NOT_PASSED', wrong: '审核还没有通过，不能培训', next: `${WAIT}审核` };

// exam
export const ROLE: Message = { code: 'ROLE', wrong: '这项业务由{who}办理', next: '请联系{who}' };
export const NOT_FOUND: Message = { code: 'NOT_FOUND', wrong: '没有找到{what}', next: '请核对后重试' };
export const PLAN_NOT_APPROVED: Message = { code: 'PLAN_NOT_APPROVED', wrong: '考试计划还没有通过审批', next: `${WAIT}审批` };
export const CANDIDATES_LACK_HOURS: Message = {
  code: 'CANDIDATES_LACK_HOURS',
  wrong: '学时没有修满：{names}',
  next: '请等修满，或移出计划',
};
export const CANDIDATES_NOT_TRAINED: Message = {
  code: 'CANDIDATES_NOT_TRAINED',
  wrong: '没有完成培训：{names}',
  next: '请等完成，或移出计划',
};
export const COMPUTER_ONLY: Message = { code: 'COMPUTER_ONLY', wrong: '这门考试要用电脑，手机不能考', next: '请到考场参加' };
export const MOBILE_ONLY: Message = { code: 'MOBILE_ONLY', wrong: '这门考试用手机', next: '请打开小程序参加' };
export const LIST_EMPTY: Message = { code: 'LIST_EMPTY', wrong: '名单里没有人', next: '请先添加' };
export const ROW_NOT_PASSED: Message = { code: 'ROW_NOT_PASSED', wrong: '考试不合格：{names}', next: DROP };
export const ROW_IDENTITY: Message = { code: 'ROW_IDENTITY', wrong: '没有实名认证：{names}', next: DROP };
export const ROW_DUPLICATE: Message = { code: 'ROW_DUPLICATE', wrong: '重复持证：{names}', next: DROP };
export const ROW_NUMBER: Message = { code: 'ROW_NUMBER', wrong: '没有证书编号：{names}', next: '请重新编号' };

// certificate
export const EMPLOYER_REQUIRED: Message = { code: 'EMPLOYER_REQUIRED', wrong: '这种证书必须有聘用企业', next: '请先建立聘用关系' };
export const KIND_NOT_ISSUED: Message = { code: 'KIND_NOT_ISSUED', wrong: '本省不签发这种证书', next: '请核对种类' };
export const WRONG_ISSUER: Message = { code: 'WRONG_ISSUER', wrong: '签发单位不对', next: '请由规定的单位签发' };
export const WRONG_SEAL: Message = { code: 'WRONG_SEAL', wrong: '印章不对', next: '请用规定的印章' };
export const NOT_FILED: Message = { code: 'NOT_FILED', wrong: '还没有在主管部门备案', next: `${WAIT}导入备案` };
export const NO_CERTIFICATE: Message = { code: 'NO_CERTIFICATE', wrong: '没有找到您的证书', next: '请核对' };
export const NOT_ACTIVATABLE: Message = { code: 'NOT_ACTIVATABLE', wrong: '证书现在不能激活', next: SEE };
export const NOT_ACTIVE: Message = { code: 'NOT_ACTIVE', wrong: '证书现在不是有效状态', next: SEE };
export const IDENTITY_COMPLETE: Message = { code: 'IDENTITY_COMPLETE', wrong: '持证人已完成实名认证', next: '不能取消激活' };
export const NOT_ISSUED_YET: Message = { code: 'NOT_ISSUED_YET', wrong: '证书还没有签发', next: TELL };
export const CERT_LAPSED: Message = { code: 'CERT_LAPSED', wrong: '证书已于{date}到期失效，不能再办理', next: AGAIN };
export const CERT_INACTIVE: Message = { code: 'CERT_INACTIVE', wrong: '证书还没有激活', next: '请到“证书”激活' };
export const CERT_DEACTIVATED: Message = { code: 'CERT_DEACTIVATED', wrong: '证书已取消激活，请完成实名认证', next: '认证后可重新激活' };
export const CERT_INACTIVE_HERE: Message = { code: 'CERT_INACTIVE', wrong: '证书还没有生效', next: OFFICE };
export const CERT_DEACTIVATED_HERE: Message = { code: 'CERT_DEACTIVATED', wrong: '证书已取消激活', next: OFFICE };
export const CERT_BUSY: Message = { code: 'CERT_BUSY', wrong: '证书正在办理其他业务', next: '请等办完再申请' };
export const PAPER_ONLY: Message = { code: 'PAPER_ONLY', wrong: '纸质证书没有电子证书', next: '办理变更、延续、复核后改发电子证书' };
export const CERT_SUSPENDED: Message = { code: 'CERT_SUSPENDED', wrong: '证书已被暂扣', next: OFFICE };
export const CERT_EXPIRED: Message = { code: 'CERT_EXPIRED', wrong: '证书已于{date}到期失效', next: AGAIN };
export const CERT_CANCELLED: Message = { code: 'CERT_CANCELLED', wrong: '证书已注销', next: AGAIN };
export const CERT_RESCINDED: Message = { code: 'CERT_RESCINDED', wrong: '证书已被撤销', next: OFFICE };
export const CERT_REVOKED: Message = { code: 'CERT_REVOKED', wrong: '证书已被吊销', next: OFFICE };
export const CERT_VOIDED: Message = { code: 'CERT_VOIDED', wrong: '证书已作废', next: '需重新参加职业培训' };
export const CERT_REPLACED: Message = { code: 'CERT_REPLACED', wrong: '证书已换发', next: '请用新证书' };
export const CERT_TRANSFERRED_OUT: Message = { code: 'CERT_TRANSFERRED_OUT', wrong: '证书已调出，本省不能再用', next: '请到调入的省办理' };
export const ONLY_IN_PROVINCE: Message = { code: 'ONLY_IN_PROVINCE', wrong: '这种证书仅限在{province}使用', next: '到外省需另行取证' };
export const TRANSFER_NOT_NEEDED: Message = {
  code: 'TRANSFER_NOT_NEEDED',
  wrong: '这种证书属个人持有，不用调出',
  next: '换单位可继续使用',
};
export const NO_OUT_RECORD: Message = { code: 'NO_OUT_RECORD', wrong: '没有查到原省的调出记录', next: '请先在原省调出' };
export const CHANNEL: Message = { code: 'CHANNEL', wrong: '这种证书由{who}办理', next: '请用{who}的账号登录' };
export const AGENT_FOR_WHOM: Message = { code: 'AGENT_FOR_WHOM', wrong: '请选择代为办理的企业', next: THEN, incomplete: true };
export const SERVICE_STOPPED: Message = { code: 'SERVICE_STOPPED', wrong: '{to}后停止办理旧证书的业务', next: KEEP };

// windows
export const NOT_OPEN: Message = { code: 'NOT_OPEN', wrong: '{what}还没有开始（{from}至{to}）', next: LATER };
export const CLOSED: Message = { code: 'CLOSED', wrong: '{what}已截止（{to}）', next: '请看其他业务' };
export const WINDOW_NOT_OPEN: Message = { code: 'WINDOW_NOT_OPEN', wrong: '未到{what}时间（{from}至{to}）', next: LATER };
export const WINDOW_PASSED: Message = { code: 'WINDOW_PASSED', wrong: '已过{what}时间（{from}至{to}）', next: `证书到期后${AGAIN}` };
export const EXTEND_TOO_LATE: Message = {
  code: 'EXTEND_TOO_LATE',
  wrong: '距有效期不足{days}日，无法延期（最迟{to}当天办）',
  next: `证书到{last}止，之后${AGAIN}`,
};

// continuing education
export const NO_CE: Message = { code: 'NO_CE', wrong: '{item}无需继续教育', next: '证书可继续使用' };
export const NO_CE_HERE: Message = { code: 'NO_CE', wrong: '{province}不办理“{item}”的继续教育', next: OFFICE };
export const MODE_REQUIRED: Message = { code: 'MODE_REQUIRED', wrong: '请选择线上教育或线下教育', next: THEN, incomplete: true };
export const MODE_NOT_OFFERED: Message = { code: 'MODE_NOT_OFFERED', wrong: '没有这种教育方式', next: `${LIST}方式` };
export const PLATFORM_REQUIRED: Message = { code: 'PLATFORM_REQUIRED', wrong: '请选择继续教育平台', next: THEN, incomplete: true };
export const PLATFORM_NOT_APPROVED: Message = { code: 'PLATFORM_NOT_APPROVED', wrong: '这个平台没有经过批准', next: `${LIST}平台` };
export const CLASS_REQUIRED: Message = { code: 'CLASS_REQUIRED', wrong: '请选择班次', next: THEN, incomplete: true };
export const CLASS_ENDS_TOO_LATE: Message = {
  code: 'CLASS_ENDS_TOO_LATE',
  wrong: '班次结束太晚，离证书到期不足{days}日',
  next: '请选最迟{to}当天结束的班次',
};
export const CLASS_TOO_LATE: Message = { code: 'CLASS_TOO_LATE', wrong: '班次预留学习时间不足{days}天', next: '请选结束更晚的班次' };
export const CE_REQUIRED: Message = { code: 'CE_REQUIRED', wrong: '还没有完成继续教育', next: '请先学完并通过考核' };
export const CE_NOT_RECORDED: Message = { code: 'CE_NOT_RECORDED', wrong: '继续教育记录还没有导入', next: `${WAIT}导入` };
export const CE_UNDER_REVIEW: Message = { code: 'CE_UNDER_REVIEW', wrong: '继续教育结果正在审核', next: TELL };
export const CE_NOT_ACCEPTED: Message = { code: 'CE_NOT_ACCEPTED', wrong: '继续教育结果没有通过审核', next: '请联系培训机构' };
export const CE_TOO_LATE: Message = {
  code: 'CE_TOO_LATE',
  wrong: '继续教育考核{passed}才通过，晚于{to}，不能延期',
  next: `证书到{last}止，之后${AGAIN}`,
};
export const REPORTER_NOT_LISTED: Message = { code: 'REPORTER_NOT_LISTED', wrong: '不在公布的名单内，不能报送', next: '请联系主管部门' };
export const ROW_MODE: Message = { code: 'ROW_MODE', wrong: '培训方式不对：{names}', next: '请改正' };
export const ROW_NOT_ASSESSED: Message = { code: 'ROW_NOT_ASSESSED', wrong: '没有通过考核：{names}', next: DROP };
export const TOO_MANY_BATCHES: Message = { code: 'TOO_MANY_BATCHES', wrong: '每月只能报{max}批', next: '请下个月再报' };
export const CE_YEAR_UNMET: Message = {
  code: 'CE_YEAR_UNMET',
  wrong: '{year}年需{total}学时（专业{professional}），已审核{done}（专业{doneProfessional}）',
  next: '请在当年学完',
};
export const CE_YEARS_UNMET: Message = { code: 'CE_YEARS_UNMET', wrong: '{year}年的继续教育没有完成，证书不能再用', next: OFFICE };
export const NO_GROUND_TO_VOID: Message = { code: 'NO_GROUND_TO_VOID', wrong: '没有达到作废条件', next: '不能作废' };
export const FINDING_NOT_CONFIRMED: Message = { code: 'FINDING_NOT_CONFIRMED', wrong: '主管部门还没有确认', next: '请先确认' };
export const EVIDENCE_REQUIRED: Message = { code: 'EVIDENCE_REQUIRED', wrong: '没有上传依据', next: '请上传证明材料' };

// exchange
export const ISSUED_OUTSIDE_YEARS: Message = { code: 'ISSUED_OUTSIDE_YEARS', wrong: '只换发{from}至{to}颁发的证书', next: KEEP };
export const ISSUED_BY_OTHERS: Message = { code: 'ISSUED_BY_OTHERS', wrong: '不是本省颁发的证书，不能换证', next: '请到原发证机关咨询' };
export const POST_NOT_EXCHANGED: Message = { code: 'POST_NOT_EXCHANGED', wrong: '“{item}”不在换证范围', next: KEEP };
export const TITLE_NOT_EXCHANGED: Message = { code: 'TITLE_NOT_EXCHANGED', wrong: '这种证书不在换证之列', next: '请核对证书名称' };
export const NOT_IN_REGISTER: Message = {
  code: 'NOT_IN_REGISTER',
  wrong: '部培训管理系统中查询不到您的证书',
  next: '请最迟于{to}当天，本人凭身份证原件、证书原件到{place}核查档案',
};
export const NOT_IN_REGISTER_LATE: Message = {
  code: 'NOT_IN_REGISTER',
  wrong: '部培训管理系统中查询不到您的证书，档案核查已于{to}截止',
  next: '请拨打{hotline}咨询',
};
export const EXCHANGE_HOURS_SHORT: Message = {
  code: 'EXCHANGE_HOURS_SHORT',
  wrong: '需{total}学时（专业{professional}），已学{done}（专业{doneProfessional}）',
  next: '请学满后再更新',
};
export const ASSESSMENT_REQUIRED: Message = { code: 'ASSESSMENT_REQUIRED', wrong: '还没有通过考核', next: '通过后再更新证书' };
export const PROFILE_REQUIRED: Message = { code: 'PROFILE_REQUIRED', wrong: '个人信息没有填完整', next: '请先完善', incomplete: true };
export const ORIGINALS_REQUIRED: Message = { code: 'ORIGINALS_REQUIRED', wrong: '需要身份证原件和证书原件', next: '请本人带到{place}' };

// post transfer
export const NOT_ELIGIBLE: Message = { code: 'NOT_ELIGIBLE', wrong: '您没有可以转岗的安全员证书', next: '安管人员的安全员C证不能转岗' };
export const NO_RECORD: Message = { code: 'NO_RECORD', wrong: '未查询到{what}信息', next: '请核对身份证号' };
export const POST_NOT_OFFERED: Message = { code: 'POST_NOT_OFFERED', wrong: '不能选择这个岗位', next: `${LIST}岗位` };
export const POST_LOCKED: Message = { code: 'POST_LOCKED', wrong: '岗位选择后无法更改', next: '请按已选岗位学习' };
export const POST_REQUIRED: Message = { code: 'POST_REQUIRED', wrong: '请选择岗位', next: THEN, incomplete: true };
export const FACE_REQUIRED: Message = { code: 'FACE_REQUIRED', wrong: '请本人先完成人脸识别', next: '不通过可申请人工核验' };
export const HOURS_SHORT: Message = { code: 'HOURS_SHORT', wrong: '需修{need}学时，已修{have}学时', next: '还差{left}学时，请继续学习' };
export const CHAPTERS_MISMATCH: Message = {
  code: 'CHAPTERS_MISMATCH',
  wrong: '课程共{chapters}章，与必修{compulsory}章加选修{elective}章不符',
  next: '请改正',
};
export const COURSE_NOT_FREE: Message = { code: 'COURSE_NOT_FREE', wrong: '转岗课程免费，不能收费', next: '请把价格改为0' };
export const HOURS_WITHOUT_MEDIA: Message = {
  code: 'HOURS_WITHOUT_MEDIA',
  wrong: '“{title}”计{hours}学时，按每学时{minutes}分钟要有{need}分钟课件，现在只有{have}分钟',
  next: '请补足课件或减少学时',
};
export const CHAPTER_UNFINISHED: Message = { code: 'CHAPTER_UNFINISHED', wrong: '本章还有{left}节没有学完', next: '学完整章才计学时' };
export const STUDY_NOT_DONE: Message = { code: 'STUDY_NOT_DONE', wrong: '还没有完成课程', next: '学完后再查询' };
export const RESULT_NOT_YET: Message = { code: 'RESULT_NOT_YET', wrong: '新证书{from}起可以查询', next: LATER };

// duplicate certificates
export const DUPLICATE_SOLVED: Message = { code: 'DUPLICATE_SOLVED', wrong: '重复证书已经处理', next: '不用再办' };
export const ALREADY_PUBLISHED: Message = { code: 'ALREADY_PUBLISHED', wrong: '已经公示', next: `${WAIT}公示期满` };
export const NOTIFY_FIRST: Message = {
  code: 'NOTIFY_FIRST',
  wrong: '还没有通知到本人',
  next: '通知到，或{channels}种方式共{attempts}次不通，才能公示',
};
export const CHOICE_STILL_OPEN: Message = { code: 'CHOICE_STILL_OPEN', wrong: '持证人可以选择，最迟{to}当天', next: '期满再公示' };
export const PUBLISH_FIRST: Message = { code: 'PUBLISH_FIRST', wrong: '还没有公示', next: '公示期满才能注销' };
export const NOTICE_RUNNING: Message = { code: 'NOTICE_RUNNING', wrong: '公示到{to}才满', next: '期满再注销' };

// enterprise
export const FILE_MISSING: Message = { code: 'FILE_MISSING', wrong: '请上传{files}', next: '上传后再提交', incomplete: true };
export const TOO_MANY_CERTIFICATES: Message = { code: 'TOO_MANY_CERTIFICATES', wrong: '已有{max}本证书，不允许换证', next: '请核对证书' };
export const POST_CONFLICT: Message = { code: 'POST_CONFLICT', wrong: '不允许同时存在施工员与质量员', next: '请改选岗位' };
export const TOO_OLD: Message = { code: 'TOO_OLD', wrong: '{sex}年龄大于{age}岁，不允许换证', next: '请核对身份证号' };
export const FILING_STATE: Message = { code: 'FILING_STATE', wrong: '换证申请的状态不能这样办理', next: '请刷新查看' };
export const NONE_SELECTED: Message = { code: 'NONE_SELECTED', wrong: '请先勾选', next: '勾选要审核的学员' };
export const LETTER_NOT_CHECKED: Message = { code: 'LETTER_NOT_CHECKED', wrong: '承诺书要有本人签字和换证公章', next: '请看过后勾选' };
export const ON_COMPUTER: Message = { code: 'ON_COMPUTER', wrong: '请在电脑上办理', next: '用浏览器打开' };
export const CREDIT_CODE_INVALID: Message = { code: 'CREDIT_CODE_INVALID', wrong: '纳税人识别号有误', next: '请对照营业执照核对' };
export const PASSWORD_CHANGE_REQUIRED: Message = { code: 'PASSWORD_CHANGE_REQUIRED', wrong: '请先修改初始密码', next: '改好才能办理' };
export const PASSWORD_IS_INITIAL: Message = { code: 'PASSWORD_IS_INITIAL', wrong: '新密码不能是初始密码', next: '请换一个' };

/** What is being waited for, by its name; the person is told when it has answered. */
export const PENDING_ZH: Readonly<Record<string, string>> = {
  NATIONAL_HOLDINGS: `正在向全国平台核对您的持证情况，${TELL}`,
  NATIONAL_STATE: `全国平台上您有一本证书状态不明，正在人工核对，${TELL}`,
  SOCIAL_INSURANCE: `正在核查社保，${TELL}`,
  REGISTRY: `正在查询证书信息，${TELL}`,
  LEDGER: '信息待入库，请等待',
  CE_RECORDS: '正在核对继续教育学时，请稍后再看',
  WORKING_DAYS: '期限要按工作日历计算，请稍后再看',
};
