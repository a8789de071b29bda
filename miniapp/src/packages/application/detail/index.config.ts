export default definePageConfig({ navigationBarTitleText: '查看审核状态', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
