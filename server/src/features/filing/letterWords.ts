import type { Letter } from '../issuing/letters.service';

/** 承诺书 for one person: the document names it and shows no text, so that these words stand in. */
export const letterOf = (of: {
  province: string;
  name: string;
  idNumber: string;
  enterpriseName: string;
  postZh: string;
  number: string;
}): Letter => ({
  title: '安全员换证承诺书',
  head: `申请编号：${of.number}`,
  fields: [
    { label: '姓名', text: of.name },
    { label: '身份证号', text: of.idNumber },
    { label: '工作单位', text: of.enterpriseName },
    { label: '换证岗位', text: of.postZh },
  ],
  paragraphs: [
    `${of.province}住房和城乡建设主管部门：`,
    `本人申请将安全员证书换为“${of.postZh}”岗位证书，现郑重承诺：`,
    '一、所填写的个人信息和提交的身份证照片真实、有效，与本人一致。',
    '二、本人在上述单位工作，符合换证要求：换证前持有的证书不满三本；不同时持有施工员与质量员证书；换证时女性不大于55周岁、男性不大于60周岁。',
    '三、换证后遵守有关法律法规和管理规定，按时参加继续教育，不出租、出借、转让证书。',
    '四、如有不实，愿意接受撤销证书等处理，并承担相应责任。',
    '单位已核对上述内容，与事实相符，同意申报。',
  ],
  signatures: ['承诺人（本人签字）：', '单位（盖换证公章）：', '日期：        年      月      日'],
});
