export default definePageConfig({ navigationBarTitleText: '失败待办', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
