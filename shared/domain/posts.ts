/** Posts of site managers (HN-02). 105 and 110 do not exist and are refused. */
export const SITE_POSTS = {
  '101': '土建施工员',
  '102': '装饰装修施工员',
  '103': '设备安装施工员',
  '104': '市政工程施工员',
  '106': '土建质量员',
  '107': '装饰装修质量员',
  '108': '设备安装质量员',
  '109': '市政工程质量员',
  '111': '材料员',
  '112': '机械员',
  '113': '劳务员',
  '114': '资料员',
  '115': '标准员',
} as const;

/** 现场专业人员·安全员 has no number in the sources; it is not the C certificate of SAFETY_MGMT. */
export const SITE_SAFETY_OFFICER = 'SITE_SAFETY_OFFICER';
export const SITE_SAFETY_OFFICER_LABEL = '安全员（现场专业人员）';

/** 施工员 and 质量员: nobody may hold both (JX-12), and both are targets of a post transfer (CQ-18). */
export const POST_GROUPS = { BUILDER: ['101', '102', '103', '104'], QUALITY: ['106', '107', '108', '109'] } as const satisfies Record<
  string,
  readonly (keyof typeof SITE_POSTS)[]
>;
