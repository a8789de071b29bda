export default definePageConfig({ navigationBarTitleText: '导入已有证书', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
