export default definePageConfig({ navigationBarTitleText: '导入批次', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
