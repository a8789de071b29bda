export default definePageConfig({ navigationBarTitleText: '重置同事的验证器', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
