import type { FaceState } from './port';

/** What to tell the person for each state: what happened, and what to do next (CQ-29, O-18). */
export const FACE_MESSAGES: Record<FaceState, string> = {
  PASSED: '人脸核验已通过',
  FAILED: '人脸与身份证信息不一致。请确认姓名和身份证号填写正确，并由本人重新核验',
  UNFINISHED: '人脸核验没有完成。请在光线充足的地方，正对屏幕重新核验',
  CANCELLED: '您已取消人脸核验。需要时请重新点击“开始核验”',
  TOO_OFTEN: '今天核验次数太多，请明天再试，或申请人工核验',
  NOT_IN_DATABASE: '公安数据库中没有可比对的照片，请申请人工核验',
  PERMISSION: '没有使用摄像头或麦克风的权限。请到手机设置中允许后重新核验',
  UNSUPPORTED: '这部手机不支持人脸核验。请换一部手机，或申请人工核验',
};
