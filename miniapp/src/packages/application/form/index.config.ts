export default definePageConfig({ navigationBarTitleText: '提交报名信息' });
