/**
 * Every refusal in one line: `CODE|what is wrong|what to do next`. The code is stable; `{name}` is filled in by the rule; a day arrives as 2023年7月15日.
 * A leading `?`: the form is only not finished yet, nothing speaks against the person.
 * Written for somebody who reads slowly: short sentences, no law talk. The whole list goes into the mini-program: every word is paid for there.
 */
export type Message = string;

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

export const SERVICE_NOT_OFFERED = 'SERVICE_NOT_OFFERED|{province}没有开通这项业务|请选择其他业务';

// real name
export const IDENTITY_REQUIRED = 'IDENTITY_REQUIRED|您尚未完成实名认证，{act}|请到“我的”-“实名认证”办理';
export const LEDGER_PENDING = 'LEDGER_PENDING|信息待入库，暂时不能办理|出现“已入库”标记后再办';
export const IDENTITY_STEP_ORDER = 'IDENTITY_STEP_ORDER|请先拍身份证，再核对信息，最后拍本人照片|请返回上一步';
export const IDENTITY_DONE = 'IDENTITY_DONE|您已完成实名认证|可以直接办理业务';
export const IDENTITY_IN_REVIEW = `IDENTITY_IN_REVIEW|您的资料正在人工核验|${TELL}`;
export const CARD_REQUIRED = '?CARD_REQUIRED|请上传身份证照片|请点击拍摄';
export const CARD_OTHER_SIDE_REQUIRED = '?CARD_OTHER_SIDE_REQUIRED|还要拍身份证有国徽的那一面|有效期印在那一面';
export const CARD_NOT_ORIGINAL = 'CARD_NOT_ORIGINAL|请拍摄本人有效的二代身份证原件|复印件、翻拍、临时身份证都不行';
export const ID_EXPIRED = 'ID_EXPIRED|身份证已于{date}到期|请换领新身份证后再拍';
export const CARD_EDGE_MISSING = 'CARD_EDGE_MISSING|身份证边框不完整，请重新拍摄|四个角都要拍进框里';
export const CARD_BLURRED = 'CARD_BLURRED|照片模糊，请保持字体清晰|请擦净镜头，拿稳重拍';
export const CARD_GLARE = 'CARD_GLARE|反光强烈，请关闭闪光灯|请避开灯光重拍';
export const CARD_NOT_FOUND = 'CARD_NOT_FOUND|照片里没有找到身份证|请放平重拍';
export const NAME_REQUIRED = '?NAME_REQUIRED|请填写您的真实姓名|要和身份证上一样';
export const ID_NUMBER_REQUIRED = '?ID_NUMBER_REQUIRED|请填写您的身份证号码|共18位';
export const ID_NUMBER_INVALID = 'ID_NUMBER_INVALID|身份证号码有误|请对照身份证核对';
export const ID_MISMATCH = 'ID_MISMATCH|填写的信息与身份证照片不一致|请核对，或重拍身份证';
export const CONSENT_REQUIRED = 'CONSENT_REQUIRED|人脸识别需要您单独同意|不想刷脸可申请人工核验';
export const BADGES_LATE = 'BADGES_LATE|认证后较长时间没有出现“已认证”“已入库”|请联系客服{hotline}';
export const AGREEMENT_REQUIRED = 'AGREEMENT_REQUIRED|请先阅读《服务协议》和《隐私权政策》|同意请勾选';

// application
export const ITEM_NOT_OFFERED = `ITEM_NOT_OFFERED|{province}不受理“{item}”的报名|${LIST}类型`;
export const EXAM_TYPE_REQUIRED = `?EXAM_TYPE_REQUIRED|请选择报名类型|${THEN}`;
export const INSTITUTION_REQUIRED = `?INSTITUTION_REQUIRED|请选择培训机构|${THEN}`;
export const PHOTO_REQUIRED = '?PHOTO_REQUIRED|请上传本人照片|要正面免冠';
export const DECLARATION_REQUIRED = '?DECLARATION_REQUIRED|请确认所填信息真实|请勾选承诺';
export const SELF_CHECK_REQUIRED = '?SELF_CHECK_REQUIRED|请先查询您在全国的持证情况|查过后请勾选';
export const EMPLOYMENT_REQUIRED = 'EMPLOYMENT_REQUIRED|请先完成实名认证并与企业建立聘用关系|请到“我的”-“聘用关系”办理';
export const INSTITUTION_NOT_AUTHORISED = 'INSTITUTION_NOT_AUTHORISED|{institution}现在不能办理“{item}”|请选择其他机构';
export const ENTERPRISE_ONSITE = 'ENTERPRISE_ONSITE|企业自主培训的，要现场报名审核|请到{address}办理';
export const HELD_ELSEWHERE = 'HELD_ELSEWHERE|您在{province}持有有效{item}证书，不受理|请先在{province}注销该证书';
export const ALREADY_HELD = `ALREADY_HELD|您已持有有效{item}证书|${SEE}`;
export const APPLICATION_EXISTS = 'APPLICATION_EXISTS|您已报名“{item}”，正在办理|请到“我的报名”查看';
export const TOO_YOUNG = 'TOO_YOUNG|未满{age}周岁，不能报名|年满{age}周岁再来';
export const NOT_INSURED = 'NOT_INSURED|没有查到{employer}为您缴的社保|请企业缴纳后再提交';
export const INSURANCE_MISMATCH = 'INSURANCE_MISMATCH|社保单位与聘用企业不一致：社保在{insuredBy}，聘用企业是{employer}|请更正后再提交';
export const CHECK_NOT_PASSED = `CHECK_NOT_PASSED|审核还没有通过，不能培训|${WAIT}审核`;

// exam
export const ROLE = 'ROLE|这项业务由{who}办理|请联系{who}';
export const NOT_FOUND = 'NOT_FOUND|没有找到{what}|请核对后重试';
export const PLAN_NOT_APPROVED = `PLAN_NOT_APPROVED|考试计划还没有通过审批|${WAIT}审批`;
export const CANDIDATES_LACK_HOURS = 'CANDIDATES_LACK_HOURS|学时没有修满：{names}|请等修满，或移出计划';
export const CANDIDATES_NOT_TRAINED = 'CANDIDATES_NOT_TRAINED|没有完成培训：{names}|请等完成，或移出计划';
export const COMPUTER_ONLY = 'COMPUTER_ONLY|这门考试要用电脑，手机不能考|请到考场参加';
export const MOBILE_ONLY = 'MOBILE_ONLY|这门考试用手机|请打开小程序参加';
export const LIST_EMPTY = 'LIST_EMPTY|名单里没有人|请先添加';
export const ROW_NOT_PASSED = `ROW_NOT_PASSED|考试不合格：{names}|${DROP}`;
export const ROW_IDENTITY = `ROW_IDENTITY|没有实名认证：{names}|${DROP}`;
export const ROW_DUPLICATE = `ROW_DUPLICATE|重复持证：{names}|${DROP}`;
export const ROW_NUMBER = 'ROW_NUMBER|没有证书编号：{names}|请重新编号';

// certificate
export const EMPLOYER_REQUIRED = 'EMPLOYER_REQUIRED|这种证书必须有聘用企业|请先建立聘用关系';
export const KIND_NOT_ISSUED = 'KIND_NOT_ISSUED|本省不签发这种证书|请核对种类';
export const WRONG_ISSUER = 'WRONG_ISSUER|签发单位不对|请由规定的单位签发';
export const WRONG_SEAL = 'WRONG_SEAL|印章不对|请用规定的印章';
export const NOT_FILED = `NOT_FILED|还没有在主管部门备案|${WAIT}导入备案`;
export const NO_CERTIFICATE = 'NO_CERTIFICATE|没有找到您的证书|请核对';
export const NOT_ACTIVATABLE = `NOT_ACTIVATABLE|证书现在不能激活|${SEE}`;
export const NOT_ACTIVE = `NOT_ACTIVE|证书现在不是有效状态|${SEE}`;
export const IDENTITY_COMPLETE = 'IDENTITY_COMPLETE|持证人已完成实名认证|不能取消激活';
export const NOT_ISSUED_YET = `NOT_ISSUED_YET|证书还没有签发|${TELL}`;
export const CERT_LAPSED = `CERT_LAPSED|证书已于{date}到期失效，不能再办理|${AGAIN}`;
export const CERT_INACTIVE = 'CERT_INACTIVE|证书还没有激活|请到“证书”激活';
export const CERT_DEACTIVATED = 'CERT_DEACTIVATED|证书已取消激活，请完成实名认证|认证后可重新激活';
export const CERT_SUSPENDED = `CERT_SUSPENDED|证书已被暂扣|${OFFICE}`;
export const CERT_EXPIRED = `CERT_EXPIRED|证书已于{date}到期失效|${AGAIN}`;
export const CERT_CANCELLED = `CERT_CANCELLED|证书已注销|${AGAIN}`;
export const CERT_RESCINDED = `CERT_RESCINDED|证书已被撤销|${OFFICE}`;
export const CERT_REVOKED = `CERT_REVOKED|证书已被吊销|${OFFICE}`;
export const CERT_VOIDED = 'CERT_VOIDED|证书已作废|需重新参加职业培训';
export const CERT_REPLACED = 'CERT_REPLACED|证书已换发|请用新证书';
export const CERT_TRANSFERRED_OUT = 'CERT_TRANSFERRED_OUT|证书已调出，本省不能再用|请到调入的省办理';
export const ONLY_IN_PROVINCE = 'ONLY_IN_PROVINCE|这种证书仅限在{province}使用|到外省需另行取证';
export const TRANSFER_NOT_NEEDED = 'TRANSFER_NOT_NEEDED|这种证书属个人持有，不用调出|换单位可继续使用';
export const NO_OUT_RECORD = 'NO_OUT_RECORD|没有查到原省的调出记录|请先在原省调出';
export const CHANNEL = 'CHANNEL|这种证书由{who}办理|请用{who}的账号登录';
export const AGENT_FOR_WHOM = `?AGENT_FOR_WHOM|请选择代为办理的企业|${THEN}`;
export const SERVICE_STOPPED = `SERVICE_STOPPED|{to}后停止办理旧证书的业务|${KEEP}`;

// windows
export const NOT_OPEN = `NOT_OPEN|{what}还没有开始（{from}至{to}）|${LATER}`;
export const CLOSED = 'CLOSED|{what}已截止（{to}）|请看其他业务';
export const WINDOW_NOT_OPEN = `WINDOW_NOT_OPEN|未到{what}时间（{from}至{to}）|${LATER}`;
export const WINDOW_PASSED = `WINDOW_PASSED|已过{what}时间（{from}至{to}）|证书到期后${AGAIN}`;
export const EXTEND_TOO_LATE = `EXTEND_TOO_LATE|距有效期不足{days}日，无法延期（应在{to}前办）|证书到{last}止，之后${AGAIN}`;

// continuing education
export const NO_CE = 'NO_CE|{item}无需继续教育|证书可继续使用';
export const MODE_REQUIRED = `?MODE_REQUIRED|请选择线上教育或线下教育|${THEN}`;
export const MODE_NOT_OFFERED = `MODE_NOT_OFFERED|没有这种教育方式|${LIST}方式`;
export const PLATFORM_REQUIRED = `?PLATFORM_REQUIRED|请选择继续教育平台|${THEN}`;
export const PLATFORM_NOT_APPROVED = `PLATFORM_NOT_APPROVED|这个平台没有经过批准|${LIST}平台`;
export const CLASS_REQUIRED = `?CLASS_REQUIRED|请选择班次|${THEN}`;
export const CLASS_ENDS_TOO_LATE = 'CLASS_ENDS_TOO_LATE|班次结束太晚，离证书到期不足{days}日|请选{to}前结束的班次';
export const CLASS_TOO_LATE = 'CLASS_TOO_LATE|班次预留学习时间不足{days}天|请选结束更晚的班次';
export const CE_REQUIRED = 'CE_REQUIRED|还没有完成继续教育|请先学完并通过考核';
export const CE_NOT_RECORDED = `CE_NOT_RECORDED|继续教育记录还没有导入|${WAIT}导入`;
export const CE_UNDER_REVIEW = `CE_UNDER_REVIEW|继续教育结果正在审核|${TELL}`;
export const CE_NOT_ACCEPTED = 'CE_NOT_ACCEPTED|继续教育结果没有通过审核|请联系培训机构';
export const CE_TOO_LATE = `CE_TOO_LATE|继续教育考核{passed}才通过，晚于{to}，不能延期|证书到{last}止，之后${AGAIN}`;
export const REPORTER_NOT_LISTED = 'REPORTER_NOT_LISTED|不在公布的名单内，不能报送|请联系主管部门';
export const ROW_MODE = 'ROW_MODE|培训方式不对：{names}|请改正';
export const ROW_NOT_ASSESSED = `ROW_NOT_ASSESSED|没有通过考核：{names}|${DROP}`;
export const TOO_MANY_BATCHES = 'TOO_MANY_BATCHES|每月只能报{max}批|请下个月再报';
export const CE_YEAR_UNMET =
  'CE_YEAR_UNMET|{year}年需{total}学时（专业{professional}），已审核{done}（专业{doneProfessional}）|请在当年学完';
export const CE_YEARS_UNMET = `CE_YEARS_UNMET|{year}年的继续教育没有完成，证书不能再用|${OFFICE}`;
export const NO_GROUND_TO_VOID = 'NO_GROUND_TO_VOID|没有达到作废条件|不能作废';
export const FINDING_NOT_CONFIRMED = 'FINDING_NOT_CONFIRMED|主管部门还没有确认|请先确认';
export const EVIDENCE_REQUIRED = 'EVIDENCE_REQUIRED|没有上传依据|请上传证明材料';

// exchange
export const ISSUED_OUTSIDE_YEARS = `ISSUED_OUTSIDE_YEARS|只换发{from}至{to}颁发的证书|${KEEP}`;
export const ISSUED_BY_OTHERS = 'ISSUED_BY_OTHERS|不是本省颁发的证书，不能换证|请到原发证机关咨询';
export const POST_NOT_EXCHANGED = `POST_NOT_EXCHANGED|“{item}”不在换证范围|${KEEP}`;
export const TITLE_NOT_EXCHANGED = 'TITLE_NOT_EXCHANGED|这种证书不在换证之列|请核对证书名称';
export const NOT_IN_REGISTER = 'NOT_IN_REGISTER|部培训管理系统中查询不到您的证书|请于{to}前，本人凭身份证原件、证书原件到{place}核查档案';
export const EXCHANGE_HOURS_SHORT =
  'EXCHANGE_HOURS_SHORT|需{total}学时（专业{professional}），已学{done}（专业{doneProfessional}）|请学满后再更新';
export const ASSESSMENT_REQUIRED = 'ASSESSMENT_REQUIRED|还没有通过考核|通过后再更新证书';
export const PROFILE_REQUIRED = '?PROFILE_REQUIRED|个人信息没有填完整|请先完善';
export const ORIGINALS_REQUIRED = 'ORIGINALS_REQUIRED|需要身份证原件和证书原件|请本人带到{place}';

// post transfer
export const NOT_ELIGIBLE = 'NOT_ELIGIBLE|您没有可以转岗的安全员证书|安管人员的安全员C证不能转岗';
export const NO_RECORD = 'NO_RECORD|未查询到{what}信息|请核对身份证号';
export const POST_NOT_OFFERED = `POST_NOT_OFFERED|不能选择这个岗位|${LIST}岗位`;
export const POST_LOCKED = 'POST_LOCKED|岗位选择后无法更改|请按已选岗位学习';
export const POST_REQUIRED = `?POST_REQUIRED|请选择岗位|${THEN}`;
export const FACE_REQUIRED = 'FACE_REQUIRED|请本人先完成人脸识别|不通过可申请人工核验';
export const HOURS_SHORT = 'HOURS_SHORT|需修{need}学时，已修{have}学时|还差{left}学时，请继续学习';
export const CHAPTERS_MISMATCH = 'CHAPTERS_MISMATCH|课程共{chapters}章，与必修{compulsory}章加选修{elective}章不符|请改正';
export const COURSE_NOT_FREE = 'COURSE_NOT_FREE|转岗课程免费，不能收费|请把价格改为0';
export const CHAPTER_UNFINISHED = 'CHAPTER_UNFINISHED|本章还有{left}节没有学完|学完整章才计学时';
export const STUDY_NOT_DONE = 'STUDY_NOT_DONE|还没有完成课程|学完后再查询';
export const RESULT_NOT_YET = `RESULT_NOT_YET|新证书{from}起可以查询|${LATER}`;

// duplicate certificates
export const DUPLICATE_SOLVED = 'DUPLICATE_SOLVED|重复证书已经处理|不用再办';
export const ALREADY_PUBLISHED = `ALREADY_PUBLISHED|已经公示|${WAIT}公示期满`;
export const NOTIFY_FIRST = 'NOTIFY_FIRST|还没有通知到本人|通知到，或{channels}种方式共{attempts}次不通，才能公示';
export const CHOICE_STILL_OPEN = 'CHOICE_STILL_OPEN|持证人可在{to}前选择|期满再公示';
export const PUBLISH_FIRST = 'PUBLISH_FIRST|还没有公示|公示期满才能注销';
export const NOTICE_RUNNING = 'NOTICE_RUNNING|公示到{to}才满|期满再注销';

// enterprise
export const FILE_MISSING = '?FILE_MISSING|请上传{files}|上传后再提交';
export const TOO_MANY_CERTIFICATES = 'TOO_MANY_CERTIFICATES|已有{max}本证书，不允许换证|请核对证书';
export const POST_CONFLICT = 'POST_CONFLICT|不允许同时存在施工员与质量员|请改选岗位';
export const TOO_OLD = 'TOO_OLD|{sex}年龄大于{age}岁，不允许换证|请核对身份证号';
export const FILING_STATE = 'FILING_STATE|换证申请的状态不能这样办理|请刷新查看';
export const NONE_SELECTED = 'NONE_SELECTED|请先勾选|勾选要审核的学员';
export const LETTER_NOT_CHECKED = 'LETTER_NOT_CHECKED|承诺书要有本人签字和换证公章|请看过后勾选';
export const ON_COMPUTER = 'ON_COMPUTER|请在电脑上办理|用浏览器打开';
export const CREDIT_CODE_INVALID = 'CREDIT_CODE_INVALID|纳税人识别号有误|请对照营业执照核对';
export const PASSWORD_CHANGE_REQUIRED = 'PASSWORD_CHANGE_REQUIRED|请先修改初始密码|改好才能办理';
export const PASSWORD_IS_INITIAL = 'PASSWORD_IS_INITIAL|新密码不能是初始密码|请换一个';

/** What is being waited for, by its name; the person is told when it has answered. */
export const PENDING_ZH: Readonly<Record<string, string>> = {
  NATIONAL_HOLDINGS: `正在向全国平台核对您的持证情况，${TELL}`,
  NATIONAL_STATE: `全国平台上您有一本证书状态不明，正在人工核对，${TELL}`,
  SOCIAL_INSURANCE: `正在核查社保，${TELL}`,
  REGISTRY: `正在查询证书信息，${TELL}`,
  LEDGER: '信息待入库，请等待',
  WORKING_DAYS: '期限要按工作日历计算，请稍后再看',
};
