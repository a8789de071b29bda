export default definePageConfig({ navigationBarTitleText: '工作人员', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
