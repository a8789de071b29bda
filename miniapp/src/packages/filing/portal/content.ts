export interface Paper {
  title: string;
  text: readonly string[];
}

export type Section = 'POLICY' | 'NOTICE' | 'DOWNLOAD' | 'NEWS';

/** The portal as the province has it: its name, its four sections and what stands in them. */
export const PORTAL = {
  jurisdiction: '360000',
  place: '江西省',
  name: '江西省住房和城乡建设培训网',
  sections: [
    { value: 'POLICY', title: '政策文件' },
    { value: 'NOTICE', title: '通知公告' },
    { value: 'DOWNLOAD', title: '资料下载' },
    { value: 'NEWS', title: '信息动态' },
  ] as const satisfies readonly { value: Section; title: string }[],
  papers: {
    POLICY: [
      {
        title: '安全员换证要求',
        text: [
          '该学员如有三本证书不允许换证；',
          '该学员不允许同时存在施工员与质量员；',
          '女性年龄大于55岁不允许换证；',
          '男性年龄大于60岁不允许换证。',
        ],
      },
    ],
    NOTICE: [
      {
        title: '安全员换证由企业申报',
        text: [
          '企业用电脑浏览器登录，在“换证管理”-“安全员换证”里添加需要换证的人员。',
          '身份证号与平台数据对比，检测认证通过即可换证；填写完成后等待省级管理部门审核。',
          '审核通过后，证书编号由平台自动生成；驳回的，企业修改后可以重新上传。',
        ],
      },
    ],
    DOWNLOAD: [
      {
        title: '承诺书',
        text: [
          '选好岗位后，在每个人的“换证信息”里点“下载承诺书”：姓名、身份证号、单位和岗位都已填好。',
          '本人签字、盖换证公章后拍照上传。',
        ],
      },
    ],
    NEWS: [
      { title: '电子证书在手机里', text: ['换发的证书是电子证书：持证人在建证通实名认证后，到“证书”里查看、下载；任何人都可以扫码核验。'] },
    ],
  } as Record<Section, readonly Paper[]>,
} as const;
