export default definePageConfig({ navigationBarTitleText: '申请办理', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
