export default definePageConfig({ navigationBarTitleText: '选择报名类型', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
