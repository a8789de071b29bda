export default definePageConfig({ navigationBarTitleText: '选择培训班', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
